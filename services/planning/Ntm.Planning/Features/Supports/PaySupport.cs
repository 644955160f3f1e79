using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Features.Funds;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Supports;

/// <summary>A payment.</summary>
/// <example>{ "voucher": "PC-031", "day": "2023-04-10" }</example>
public sealed record PaySupportRequest
{
    /// <summary>Number of the voucher.</summary>
    [Text(60)]
    public required string Voucher { get; init; }

    /// <summary>Legal day of the voucher, not in the future.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary><c>POST /planning/supports/{id}/payment</c>: an officer or leader of the commune notes the payment.</summary>
internal static class PaySupport
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/supports/{id:guid}/payment", HandleAsync).WithName(nameof(PaySupport));

    /// <summary>Notes that an approved support was paid, and enters it in the fund's book, which holds no more than is allotted.
    /// </summary>
    internal static Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PaySupportRequest request,
        PlanningDbContext db,
        SupportCommands supports,
        FundLedger ledger,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        supports.ByKeeperAsync(
            id,
            caller,
            http,
            async (row, act) =>
            {
                if (request.Day > act.Day)
                {
                    return SupportErrors.PaidInFuture;
                }

                await db.LockBesideAsync<Plan>(nameof(Plan.Id), row.PlanId, cancellation);
                var entry = EntryOf(row, request, act);
                var step = row.Pay(request.Voucher, request.Day, entry.Id, act);
                if (step.Refused)
                {
                    return step;
                }

                var added = await ledger.AddAsync(entry, cancellation);
                return added.Refused ? (Result<RecordStep>)added.Errors.ToList() : step;
            },
            cancellation
        );

    private static FundEntry EntryOf(HouseholdSupport support, PaySupportRequest request, Act act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.At),
            PlanId = support.PlanId,
            Fund = support.Fund,
            Kind = FundEntryKind.Spent,
            Amount = support.Amount,
            DocumentNumber = DocumentNumber.Normalise(request.Voucher),
            DocumentDay = request.Day,
            SupportId = support.Id,
            SortKey = FundEntry.SortKeyOf(act.At),
            By = act.By,
            ByName = act.Name,
            For = act.OnBehalfOf,
            At = act.At,
        };
}
