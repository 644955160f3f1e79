using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Messaging;

/// <summary>An event that was dead-lettered, and why.</summary>
/// <param name="Seq">Its number in the outbox.</param>
/// <param name="MessageId">Id of the event.</param>
/// <param name="Type">Contract type.</param>
/// <param name="OrderKey">Key that it holds back.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Reason">Message of the last failure.</param>
/// <param name="CreatedAt">When it was published.</param>
public sealed record DeadLetter(
    long Seq,
    Guid MessageId,
    string Type,
    string OrderKey,
    int Attempts,
    string? Reason,
    DateTimeOffset CreatedAt
);

/// <summary>Why a dead letter is dropped.</summary>
/// <param name="Reason">Not blank, at most 500 characters; it is kept with the message.</param>
/// <example>{ "reason": "Sự kiện của hồ sơ thử, đã xử lý bằng tay." }</example>
public sealed record DropRequest(string Reason);

/// <summary>A message that was dropped, by whom and why.</summary>
/// <param name="MessageId">Id of the message.</param>
/// <param name="Type">Contract type.</param>
/// <param name="OrderKey">Key that it held back.</param>
/// <param name="Body">Its content.</param>
/// <param name="LastError">Why it could not be handled.</param>
/// <param name="CreatedAt">When it was published.</param>
/// <param name="DroppedAt">When it was dropped.</param>
/// <param name="DroppedBy">Account of the operator.</param>
/// <param name="Reason">The operator's reason.</param>
public sealed record DroppedLetter(
    Guid MessageId,
    string Type,
    string OrderKey,
    string Body,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset DroppedAt,
    string DroppedBy,
    string Reason
);

/// <summary>
/// Lists, replays and drops dead letters, lists what was dropped and which timers fail; administrators only. A replay or a drop
/// unblocks the order key. A dropped message is stored.
/// </summary>
internal static class DeadLetters
{
    private const int LongestReason = 500;

    public static void Map<TContext>(RouteGroupBuilder routes)
        where TContext : ServiceDbContext
    {
        var name = typeof(TContext).Name.Replace("DbContext", "", StringComparison.Ordinal);
        var group = routes.MapGroup("/dead-letters");
        group
            .MapGet(
                "/",
                (HttpContext http, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation) =>
                    ListAsync(Database<TContext>(http), caller, page, cancellation)
            )
            .WithName("List" + name + "DeadLetters")
            .WithSummary("Lists the messages that were dead-lettered");
        group
            .MapGet(
                "/dropped",
                (HttpContext http, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation) =>
                    ListDroppedAsync(Database<TContext>(http), caller, page, cancellation)
            )
            .WithName("List" + name + "DroppedMessages")
            .WithSummary("Lists the messages that were dropped");
        group
            .MapGet(
                "/timers",
                (HttpContext http, Caller caller, [AsParameters] PageRequest page, CancellationToken cancellation) =>
                    FailedTimers.ListAsync(Database<TContext>(http), caller, page, cancellation)
            )
            .WithName("List" + name + "FailedTimers")
            .WithSummary("Lists the timers that fail");
        group
            .MapPost(
                "/{seq:long}/replay",
                (long seq, HttpContext http, Caller caller, CancellationToken cancellation) =>
                    ReplayAsync(seq, Database<TContext>(http), caller, http, cancellation)
            )
            .WithName("Replay" + name + "DeadLetter")
            .WithSummary("Delivers a dead-lettered message again");
        group
            .MapPost(
                "/{seq:long}/drop",
                (long seq, DropRequest request, HttpContext http, Caller caller, CancellationToken cancellation) =>
                    DropAsync<TContext>(seq, request, http, caller, cancellation)
            )
            .WithName("Drop" + name + "DeadLetter")
            .WithSummary("Drops a dead-lettered message; the messages behind it are delivered");
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemHttpResult>> ListAsync(
        ServiceDbContext db,
        Caller caller,
        [AsParameters] PageRequest page,
        CancellationToken cancellation
    )
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        _ = long.TryParse(page.Key, out var after);
        var rows = await db
            .Outbox.AsNoTracking()
            .Where(row => row.Dead && row.Seq > after)
            .OrderBy(row => row.Seq)
            .Take(page.Size + 1)
            .Select(row => new DeadLetter(row.Seq, row.MessageId, row.Type, row.OrderKey, row.Attempts, row.LastError, row.CreatedAt))
            .ToListAsync(cancellation);
        return TypedResults.Ok(page.ToPage(rows, row => row.Seq.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReplayAsync(
        long seq,
        ServiceDbContext db,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    )
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var found = await db
            .Outbox.Where(row => row.Seq == seq && row.Dead)
            .ExecuteUpdateAsync(
                row => row.SetProperty(x => x.Dead, false).SetProperty(x => x.Attempts, 0).SetProperty(x => x.DueAt, 0L),
                cancellation
            );
        if (found == 0)
        {
            return Missing.ToProblem();
        }

        Log(http, "replayed", seq);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync<TContext>(
        long seq,
        DropRequest request,
        HttpContext http,
        Caller caller,
        CancellationToken cancellation
    )
        where TContext : ServiceDbContext
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
        {
            return Error
                .Invalid("messaging.drop_reason", $"Phải nêu lý do bỏ bản tin, không quá {LongestReason} ký tự.", "reason")
                .ToProblem();
        }

        var db = Database<TContext>(http);
        if (await db.Outbox.AsNoTracking().FirstOrDefaultAsync(row => row.Seq == seq && row.Dead, cancellation) is not { } row)
        {
            return Missing.ToProblem();
        }

        var dropped = new DroppedMessage
        {
            MessageId = row.MessageId,
            Type = row.Type,
            Body = row.Body,
            OrderKey = row.OrderKey,
            CreatedAt = row.CreatedAt,
            Attempts = row.Attempts,
            LastError = row.LastError,
            DroppedAt = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            DroppedBy = caller.Subject,
            Reason = request.Reason,
        };
        db.DroppedMessages.Add(dropped);
        await db.SaveChangesAsync(cancellation);

        // The delete comes last in the transaction: after a concurrent replay it finds no row, and then nothing is dropped.
        if (await db.Outbox.Where(row => row.Seq == seq && row.Dead).ExecuteDeleteAsync(cancellation) == 0)
        {
            return Missing.ToProblem();
        }

        if (http.RequestServices.GetService<IDropAudit<TContext>>() is { } audit)
        {
            await audit.RecordAsync(dropped, cancellation);
        }

        Log(http, "dropped", seq);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Page<DroppedLetter>>, ProblemHttpResult>> ListDroppedAsync(
        ServiceDbContext db,
        Caller caller,
        PageRequest page,
        CancellationToken cancellation
    )
    {
        if (Refusal(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        _ = long.TryParse(page.Key, out var after);
        var rows = await db
            .DroppedMessages.AsNoTracking()
            .Where(row => row.Seq > after)
            .OrderBy(row => row.Seq)
            .Take(page.Size + 1)
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.Seq.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(
            new Page<DroppedLetter>(
                [
                    .. listed.Items.Select(row => new DroppedLetter(
                        row.MessageId,
                        row.Type,
                        row.OrderKey,
                        row.Body,
                        row.LastError,
                        row.CreatedAt,
                        row.DroppedAt,
                        row.DroppedBy,
                        row.Reason
                    )),
                ],
                listed.Next
            )
        );
    }

    private static TContext Database<TContext>(HttpContext http)
        where TContext : ServiceDbContext => http.RequestServices.GetRequiredService<TContext>();

    private static void Log(HttpContext http, string act, long seq) =>
        http
            .RequestServices.GetRequiredService<SecurityLog>()
            .Write(SecurityEvent.DeadLetterActed, act, http, seq.ToString(CultureInfo.InvariantCulture));

    private static readonly Error Missing = Error.NotFound("messaging.dead_letter_not_found", "Không có bản tin hỏng mang số này.");

    internal static Error? Refusal(Caller caller) =>
        caller.Grants.Any(grant => grant.Role == "administrator" && UnitScope.IsProvince(grant.UnitPath))
            ? null
            : Error.Forbidden("messaging.administrators_only", "Chỉ quản trị viên cấp cao nhất được xem và xử lý bản tin hỏng.");
}
