using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Commands;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// <c>GET …/audit</c>: the audit chain of a service with the rows that it answers for; auditors, administrators and leaders of a
/// province.
/// </summary>
public static class AuditEndpoint
{
    private static readonly string[] Readers = ["auditor", "administrator", "leader"];

    /// <summary>Maps the endpoint under the service's prefix.</summary>
    public static void MapAudit<TContext>(this RouteGroupBuilder routes)
        where TContext : AuditedDbContext
    {
        var name = typeof(TContext).Name.Replace("DbContext", "", StringComparison.Ordinal);
        routes
            .MapGet(
                "/audit",
                (HttpContext http, Caller caller, CancellationToken cancellation) =>
                    HandleAsync<TContext>(http.RequestServices, caller, cancellation)
            )
            .WithName("Get" + name + "Audit")
            .WithSummary("Downloads the audit chain of the service, with the rows that it answers for; it verifies offline");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync<TContext>(
        IServiceProvider services,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : AuditedDbContext
    {
        var now = services.GetService<ICallerRights<TContext>>() is { } rights ? await rights.OfAsync(caller, cancellation) : caller;
        if (!now.Grants.Any(grant => Readers.Contains(grant.Role) && UnitScope.IsProvince(grant.UnitPath)))
        {
            return Error
                .Forbidden("audit.readers_only", "Chỉ kiểm toán viên, quản trị viên hoặc lãnh đạo của tỉnh được xem nhật ký kiểm toán.")
                .ToProblem();
        }

        var transactions = services.GetRequiredService<Transactions<TContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        using var export = new MemoryStream();
        await transactions.Db.ExportAuditAsync(export, cancellation);
        return TypedResults.Bytes(export.ToArray(), "application/json", $"audit-{transactions.Db.AuditChainName}.json");
    }
}
