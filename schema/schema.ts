import './scalars.ts';
import './problem-types.ts';
import './household.ts';
import './declared-item.ts';
import './letter.ts';
import './letter-acts.ts';
import './application.ts';
import './clock.ts';
import './decision.ts';
import './decision-acts.ts';
import './verification-acts.ts';
import './verification.ts';
import './progress.ts';
import './report.ts';
import './review.ts';
import './policy-effect.ts';
import './policy-effect-acts.ts';
import './objection.ts';
import './dispute.ts';
import './contest-queue.ts';
import './explanation.ts';
import './checked-person.ts';
import './source.ts';
import './source-acts.ts';
import './source-catalogue.ts';
import { builder } from './builder.ts';

/** The published schema; `schema.graphql` beside it is its text. */
export const schema = builder.toSchema();
