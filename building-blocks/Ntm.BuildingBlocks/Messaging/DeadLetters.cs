using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.BuildingBlocks.Persistence;
using Ntm.BuildingBlocks.Web;

namespace Ntm.BuildingBlocks.Messaging;

/// <summary>A fact that was given up, and why.</summary>
/// <param name="Seq">Its number in the outbox.</param>
/// <param name="MessageId">Id of the fact.</param>
/// <param name="Type">Contract type.</param>
/// <param name="OrderKey">Key that it holds back.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Reason">Message of the last failure.</param>
/// <param name="CreatedAt">When it was published.</param>
public sealed record DeadLetter(long Seq, Guid MessageId, string Type, string OrderKey, int Attempts, string? Reason, DateTimeOffset CreatedAt);

/// <summary>Lists, replays and drops parked facts; administrators only. The order key goes on after either.</summary>
internal static class DeadLetters
{
    public static void Map<TContext>(RouteGroupBuilder routes)
        where TContext : ServiceDbContext
    {
        var name = typeof(TContext).Name.Replace("DbContext", "", StringComparison.Ordinal);
        var group = routes.MapGroup("/dead-letters");
        group.MapGet("/", (HttpContext http, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation) =>
            ListAsync(Database<TContext>(http), caller, page, cancellation)).WithName("List" + name + "DeadLetters");
        group.MapPost("/{seq:long}/replay", (long seq, HttpContext http, Caller caller, CancellationToken cancellation) =>
            ReplayAsync(seq, Database<TContext>(http), caller, Log<TContext>(http), cancellation)).WithName("Replay" + name + "DeadLetter");
        group.MapDelete("/{seq:long}", (long seq, HttpContext http, Caller caller, CancellationToken cancellation) =>
            DropAsync(seq, Database<TContext>(http), caller, Log<TContext>(http), cancellation)).WithName("Drop" + name + "DeadLetter");
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemHttpResult>> ListAsync(
        ServiceDbContext db, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        _ = long.TryParse(page.Key, out var after);
        var rows = await db.Outbox.AsNoTracking().Where(row => row.Dead && row.Seq > after).OrderBy(row => row.Seq).Take(page.Size + 1)
            .Select(row => new DeadLetter(row.Seq, row.MessageId, row.Type, row.OrderKey, row.Attempts, row.LastError, row.CreatedAt))
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows, row => row.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReplayAsync(
        long seq, ServiceDbContext db, Caller caller, ILogger log, CancellationToken cancellation)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = await db.Outbox.Where(row => row.Seq == seq && row.Dead).ExecuteUpdateAsync(
            row => row.SetProperty(x => x.Dead, false).SetProperty(x => x.Attempts, 0).SetProperty(x => x.DueAt, 0L), cancellation);
        MessagingLog.DeadLetterActed(log, "replayed", seq, caller.Subject, found);
        return found == 0 ? Missing.ToProblem() : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(
        long seq, ServiceDbContext db, Caller caller, ILogger log, CancellationToken cancellation)
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = await db.Outbox.Where(row => row.Seq == seq && row.Dead).ExecuteDeleteAsync(cancellation);
        MessagingLog.DeadLetterActed(log, "dropped", seq, caller.Subject, found);
        return found == 0 ? Missing.ToProblem() : TypedResults.NoContent();
    }

    private static TContext Database<TContext>(HttpContext http)
        where TContext : ServiceDbContext => http.RequestServices.GetRequiredService<TContext>();

    private static ILogger Log<TContext>(HttpContext http) => http.RequestServices.GetRequiredService<ILogger<TContext>>();

    private static readonly Error Missing = Error.NotFound("messaging.dead_letter_not_found", "Không có bản tin hỏng mang số này.");

    private static Error? Refusal(Caller caller) => caller.Grants.Any(grant => grant.Role == "administrator" && !grant.UnitPath.Contains('/'))
        ? null
        : Error.Forbidden("messaging.administrators_only", "Chỉ quản trị viên cấp cao nhất được xem và xử lý bản tin hỏng.");
}
