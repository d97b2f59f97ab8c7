/** The queue on which checks run, and the name of the work that starts one. */
export const CHECK_QUEUE = 'check';
export const START_CHECK = 'start-check';
/** On this topic a gateway hints that work was promised; lost, it costs a worker's next look at the outbox. */
export const PROMISED_TOPIC = 'outbox.promised';
