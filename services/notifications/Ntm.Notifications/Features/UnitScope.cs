using System.Linq.Expressions;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Notifications.Features;

/// <summary>The one place that says which rows a caller may read: those of the units of the caller's grants and below.</summary>
internal static class UnitScope
{
    public static Expression<Func<TRow, bool>> Of<TRow>(Caller caller, Expression<Func<TRow, string>> unitPath)
    {
        var path = unitPath.Body;
        Expression any = Expression.Constant(false);
        foreach (var unit in caller.Grants.Select(grant => grant.UnitPath).Distinct())
        {
            var below = Expression.Call(path, nameof(string.StartsWith), null, Expression.Constant(unit + "/"));
            any = Expression.OrElse(any, Expression.OrElse(Expression.Equal(path, Expression.Constant(unit)), below));
        }

        return Expression.Lambda<Func<TRow, bool>>(any, unitPath.Parameters);
    }
}
