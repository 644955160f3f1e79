using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.Supports;
using Ntm.Planning.Persistence;
using Ntm.Units;

namespace Ntm.Planning.Features.Supports;

/// <summary>A household that applies for support. Only the commune's officers, leaders and auditors see who it is.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001", "fund": "F04", "villageCode": "18175-01", "category": "hộ nghèo",
/// "householdCode": "YQ-017", "head": "(chủ hộ)", "address": "(địa chỉ)" }</example>
public sealed record EnterSupportRequest
{
    /// <summary>Id of the plan, which must be published.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Key of the fund, which names who is entitled and an amount.</summary>
    [Text(40)]
    public required string Fund { get; init; }

    /// <summary>Official code of the village.</summary>
    [Text(30)]
    public required string VillageCode { get; init; }

    /// <summary>Why the household is entitled, as the plan words it.</summary>
    [Text(200)]
    public required string Category { get; init; }

    /// <summary>The commune's own code of the household.</summary>
    [Text(40)]
    public required string HouseholdCode { get; init; }

    /// <summary>Head of the household.</summary>
    [Text(200)]
    public required string Head { get; init; }

    /// <summary>Address.</summary>
    [Text(300)]
    public required string Address { get; init; }

    /// <summary>Where the photo or paper lies; null for none. No household by name.</summary>
    [Text(200, Optional = true)]
    public string? Document { get; init; }

    // Whatever prints a request prints no household.
    public override string ToString() => nameof(EnterSupportRequest);
}

/// <summary><c>PUT /planning/supports/{id}</c>: an officer or leader of the commune enters a household in the register of a fund.
/// </summary>
internal static class EnterSupport
{
    // Units of an amount in đồng a household, without case, diacritics and signs.
    private static readonly string[] PerHousehold = ["vnd ho", "dong ho", "d ho"];

    public static void Map(RouteGroupBuilder routes) => routes.MapPut("/supports/{id:guid}", HandleAsync).WithName(nameof(EnterSupport));

    /// <summary>Enters a household under an id that the sender chooses; the same again counts once. One that stands in the register of
    /// the fund already, or of the same source under another plan, by code or by name and address, is refused.</summary>
    internal static async Task<Results<Ok<SupportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        EnterSupportRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var ground = await commands.GroundAsync(request.PlanId, request.VillageCode, caller, cancellation, "villageCode");
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var (_, content, village) = ground.Value;
        if (village.Level != PlanLevel.Village)
        {
            return FundErrors.NotVillage.ToProblem();
        }

        var commune = PlanningAccess.PublishingUnit(village.Path, village.Level);
        if (RecordAccess.Officers(caller, commune) is not { } hand)
        {
            return SupportErrors.NotKeeper.ToProblem();
        }

        if (await db.Supports.FindAsync([id], cancellation) is { } before)
        {
            return before.CommunePath == commune && await IsSameAsync(db, before, request, cancellation)
                ? Show(before, response)
                : SupportErrors.IdTaken.ToProblem();
        }

        if (await WhyNotAsync(db, content, request, commune, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var act = commands.ActOf(caller, hand);
        var amount = (long)content.Funding.First(row => row.Key == request.Fund).Amount!.Value;
        var support = await NewAsync(db, id, request, village, commune, amount, act, cancellation);
        var step = support.Enter(act);
        db.Supports.Add(support);
        db.Households.Add(Household.Of(support, request.HouseholdCode, request.Head, request.Address));
        await commands.SaveAsync(caller, hand, step.Value!, cancellation);
        return Show(support, response);
    }

    /// <summary>Why the household cannot be entered: what the plan says first, then an application that is there.</summary>
    private static async Task<Error?> WhyNotAsync(
        PlanningDbContext db,
        PlanContent content,
        EnterSupportRequest request,
        string commune,
        CancellationToken cancellation
    ) =>
        WhyNot(content, request) is { } refusal ? refusal
        : await FirstAsync(db, content, request, commune, cancellation) is { } first
            ? SupportErrors.SupportedBefore(first.Number, first.Plan)
        : null;

    private static Error? WhyNot(PlanContent content, EnterSupportRequest request) =>
        content.Funding.FirstOrDefault(row => row.Key == request.Fund) switch
        {
            null => FundErrors.FundUnknown(request.Fund),
            { Eligibility.Count: 0 } or { Amount: null or < 1 or > 1_000_000_000_000_000 } => SupportErrors.FundUnfit,
            { Unit: var unit } when !PerHousehold.Contains(NameSearch.Fold(unit ?? "").Trim()) => SupportErrors.FundUnfit,
            { Eligibility: var categories } when !categories.Contains(request.Category) => SupportErrors.CategoryUnknown(categories),
            _ when Household.CodeKeyOf(request.HouseholdCode).Length is 0 or > 40 => SupportErrors.HouseholdInvalid,
            _ => null,
        };

    private static async Task<bool> IsSameAsync(
        PlanningDbContext db,
        HouseholdSupport before,
        EnterSupportRequest request,
        CancellationToken cancellation
    )
    {
        var household = await db.Households.AsNoTracking().FirstAsync(row => row.SupportId == before.Id, cancellation);
        return (before.PlanId, before.Fund, before.UnitCode) == (request.PlanId, request.Fund, request.VillageCode)
            && (before.Category, before.Document) == (request.Category, request.Document?.Trim())
            && (household.Code, household.Head, household.Address)
                == (request.HouseholdCode.Trim(), request.Head.Trim(), request.Address.Trim());
    }

    /// <summary>The household's application to the fund, or to the same source under another plan, that stands in the commune's
    /// registers; null for none. The commune's entries wait for each other, whichever plan they are under.</summary>
    private static async Task<(int Number, string Plan)?> FirstAsync(
        PlanningDbContext db,
        PlanContent content,
        EnterSupportRequest request,
        string commune,
        CancellationToken cancellation
    )
    {
        await db.LockBesideAsync<UnitPeriod>(nameof(UnitPeriod.Code), UnitScope.CodeOf(commune), cancellation);
        var (code, name) = (Household.CodeKeyOf(request.HouseholdCode), Household.NameKeyOf(request.Head, request.Address));
        var found = await (
            from support in db.Supports
            join household in db.Households on support.Id equals household.SupportId
            join plan in db.Plans on support.PlanId equals plan.Id
            where support.CommunePath == commune
            where household.CodeKey == code || household.NameKey == name
            orderby support.SortKey
            select new
            {
                support.PlanId,
                support.Fund,
                support.Number,
                Plan = plan.Number,
            }
        ).ToListAsync(cancellation);
        var source = SourceOf(content, request.Fund);
        foreach (var one in found)
        {
            if (
                one.PlanId == request.PlanId
                    ? one.Fund == request.Fund
                    : SourceOf(await db.NewestContentAsync(one.PlanId, cancellation), one.Fund) == source
            )
            {
                return (one.Number, one.Plan);
            }
        }

        return null;
    }

    /// <summary>The source of a fund without case, diacritics and signs; null where the plan has it no longer.</summary>
    private static string? SourceOf(PlanContent content, string fund) =>
        content.Funding.FirstOrDefault(row => row.Key == fund) is { } found ? NameSearch.Fold(found.Source) : null;

    private static async Task<HouseholdSupport> NewAsync(
        PlanningDbContext db,
        Guid id,
        EnterSupportRequest request,
        PlanUnit village,
        string commune,
        long amount,
        Act act,
        CancellationToken cancellation
    )
    {
        var register = db.Supports.Where(row => row.PlanId == request.PlanId && row.Fund == request.Fund && row.CommunePath == commune);
        var number = (await register.MaxAsync(row => (int?)row.Number, cancellation) ?? 0) + 1;
        return new HouseholdSupport
        {
            Id = id,
            PlanId = request.PlanId,
            Fund = request.Fund,
            CommunePath = commune,
            UnitCode = village.Code,
            UnitName = village.Name,
            UnitPath = village.Path,
            Number = number,
            Category = request.Category,
            Amount = amount,
            Document = request.Document?.Trim(),
            SortKey = HouseholdSupport.SortKeyOf(request.PlanId, request.Fund, commune, number),
            EnteredBy = [.. act.Accounts],
        };
    }

    private static Ok<SupportView> Show(HouseholdSupport support, HttpResponse response)
    {
        response.SetETag(support.Version);
        return TypedResults.Ok(SupportView.Of(support));
    }
}
