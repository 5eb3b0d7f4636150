/**
 * The price-time-priority order book of one symbol.
 *
 * <pre>
 *   MatchBook            what a venue calls: submit, cancel, replace, onPrice
 *    |- Matcher          works one incoming order: post-only, FOK, minimum, trades, self-matches, what remains
 *    |   |- Liquidity    what an order could take, asked before it takes anything
 *    |   '- SelfMatch    who goes when an order meets one of its own
 *    |- StopBook         stops that wait, and those that fired in the order in which they will be worked
 *    '- BookSide         orders by price, then age (also used by the paper venue)
 *        |- LevelTable   level at exactly this price, by hashing
 *        |- LevelIndex   between which levels a new price belongs
 *        '- LevelPool    levels not in use
 * </pre>
 *
 * <p>Single-writer, deterministic, and free of allocation once its arrays have grown to the book's largest size.
 */
@NullMarked
package io.ringfence.engine.execution.book;

import org.jspecify.annotations.NullMarked;
