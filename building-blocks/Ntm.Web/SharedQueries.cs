using System.Linq.Expressions;

namespace Ntm.Web;

/// <summary>
/// Conditions that depend on the caller, as parameters: all callers share a few compiled queries, and each server a few plans. A
/// condition with the caller's units written into it would be compiled and planned for every caller anew.
/// </summary>
public static class SharedQueries
{
    /// <summary>
    /// Rows that fit one of the values; none where there is no value. There is one query for each power of two: the last value
    /// is repeated up to it.
    /// </summary>
    /// <param name="rows">Rows to choose from.</param>
    /// <param name="values">What the caller has.</param>
    /// <param name="condition">Makes the condition; it must capture the value, so that it becomes a parameter.</param>
    public static IQueryable<TRow> WhereAny<TRow, TValue>(
        this IQueryable<TRow> rows,
        IReadOnlyList<TValue> values,
        Func<TValue, Expression<Func<TRow, bool>>> condition
    )
    {
        if (values.Count == 0)
        {
            return rows.Where(_ => false);
        }

        var row = Expression.Parameter(typeof(TRow), "row");
        var terms = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count);
        var any = Enumerable
            .Range(0, terms)
            .Select(place => Body(condition(values[Math.Min(place, values.Count - 1)]), row))
            .Aggregate(Expression.OrElse);
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(any, row));
    }

    /// <summary>A condition on a value as one on the row that holds it.</summary>
    public static Expression<Func<TRow, bool>> Of<TRow, TValue>(
        this Expression<Func<TValue, bool>> condition,
        Expression<Func<TRow, TValue>> value
    ) => Expression.Lambda<Func<TRow, bool>>(Body(condition, value.Body), value.Parameters);

    /// <summary>Both conditions, the first one asked first.</summary>
    public static Expression<Func<TRow, bool>> And<TRow>(this Expression<Func<TRow, bool>> first, Expression<Func<TRow, bool>> second) =>
        Expression.Lambda<Func<TRow, bool>>(Expression.AndAlso(first.Body, Body(second, first.Parameters[0])), first.Parameters);

    /// <summary>Either condition, the first one asked first.</summary>
    public static Expression<Func<TRow, bool>> Or<TRow>(this Expression<Func<TRow, bool>> first, Expression<Func<TRow, bool>> second) =>
        Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(first.Body, Body(second, first.Parameters[0])), first.Parameters);

    private static Expression Body<TValue>(Expression<Func<TValue, bool>> condition, Expression value) =>
        new Substitution(condition.Parameters[0], value).Visit(condition.Body);

    private sealed class Substitution(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
