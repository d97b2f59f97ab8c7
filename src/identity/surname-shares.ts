/**
 * Shares of surnames in the population, per million, down to five in ten thousand: together 95 % of all people. They
 * size the shards by which a surname is found (`shardsOf`), so that they need to be about right, not exact, and are
 * never changed: tokens that are stored were made by them.
 * Source: counts of the National Citizen Identity Information Center over 1.2 thousand million people born 1930 to 2008,
 * as published by H.-W.-S. Bao, ChineseNames.
 */
const SHARES = `
  王74862 李73703 张70329 刘53056 陈45548 杨33689 黄23483 赵21113 吴19990 周19626 徐14972 孙14555 朱13210 马13077
  胡12035 郭11500 何10737 高10429 罗9862 林9824 郑9119 梁8389 谢7467 宋7319 唐7150 韩6426 许6403 冯6340 邓6206 曹6199
  彭5900 曾5653 肖5453 田5429 董5335 袁5207 于5143 潘5115 蒋4933 杜4855 蔡4851 余4807 程4697 魏4640 叶4609 吕4519
  丁4513 苏4494 任4335 沈4242 姚4175 姜4144 卢4068 崔4026 钟3945 谭3797 汪3784 范3759 陆3714 金3687 石3539 廖3483
  贾3465 夏3333 付3275 方3168 韦3130 邹3061 白3036 熊3016 孟2995 秦2981 邱2753 尹2706 江2690 薛2663 闫2604 侯2583
  段2519 雷2469 史2228 龙2226 陶2201 顾2155 贺2148 黎2118 郝2095 毛2081 邵2060 龚2058 万2006 钱1933 武1896 严1896
  戴1865 孔1801 向1786 覃1751 常1741 汤1736 莫1682 康1638 文1608 温1604 牛1593 代1593 赖1586 洪1550 葛1525 施1521
  邢1496 安1465 樊1411 齐1389 乔1362 易1352 庞1309 倪1266 伍1266 鲁1253 聂1244 章1198 岳1182 颜1178 殷1162 翟1155
  申1150 耿1090 欧1072 庄1052 左1048 焦1047 兰1047 关1033 俞1011 柳1001 甘959 祝939 傅920 包871 尚863 毕854 舒842 宁834
  曲817 梅816 童802 阮800 纪798 季797 苗790 单790 裴788 符781 谷780 凌780 成772 霍771 盛769 詹759 冉758 路747 骆731 辛722
  靳722 柯720 涂715 蓝692 欧阳684 柴678 管676 翁667 祁649 鲍646 喻634 游620 蒙614 华602 蒲600 房577 滕577 屈572 饶560 解557
  艾555 牟553 候535 时525 尤512 阳508 穆504`;

/** Per million, by surname. */
export const SURNAME_SHARES: ReadonlyMap<string, number> = new Map(
  SHARES.trim()
    .split(/\s+/)
    .map((entry) => [entry.replace(/\d+$/, ''), Number(/\d+$/.exec(entry)?.[0])]),
);
