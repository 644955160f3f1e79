using Ntm.Dossier.Features.Councils;

namespace Ntm.Dossier.Features.Entries;

/// <summary>A decision on a council, and which one it amends; null where it sets one up.</summary>
internal sealed record CouncilDraft(Guid? Council, CouncilDecisionRequest Decision);

/// <summary>The members of an appraisal council. A session names the decision that it is held by; one that is open keeps its own.</summary>
internal sealed class CouncilEntry(DossierDbContext db, DossierRules rules, TimeProvider clock) : IEntryKind<DossierDbContext>
{
    public const string Kind = "council";

    public string Key => Kind;

    public async Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var act = new Act(entry.PreparedBy, clock.GetUtcNow());
        var (next, before) = await ReadAsync(entry, act, cancellation);
        return await db.CheckAsync(next, before, act, rules.Votes, cancellation);
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var draft = entry.Read<CouncilDraft>();
        var council = draft.Council is { } id ? await db.FindCouncilAsync(id, cancellation) : null;
        var before = council?.Decisions[^1];
        var seats = draft.Decision.Members.Select(member => (member.Subject, member.Name, After: member));
        return
        [
            new EntryChange("Quyết định về Hội đồng", before?.Number, $"{draft.Decision.Number}: {draft.Decision.Name}"),
            .. seats.Select(seat => new EntryChange(
                $"Thành viên {seat.Name}",
                before?.MemberOf(seat.Subject) is { } known ? Seat(known) : null,
                Seat(seat.After)
            )),
            .. (before?.Members ?? [])
                .Where(member => draft.Decision.Members.All(next => !AccountComparer.Instance.Equals(next.Subject, member.Subject)))
                .Select(member => new EntryChange($"Thành viên {member.Name}", Seat(member), "Không còn trong Hội đồng")),
        ];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var act = new Act(by.Subject, at);
        var (next, before) = await ReadAsync(entry, act, cancellation);
        db.CouncilDecisions.Add(
            AppraisalCouncil.Check(next, before?.Decisions[^1], act with { By = entry.PreparedBy }, rules.Votes).Value!
        );
        return $"/dossiers/councils/{next.CouncilId}";
    }

    private async Task<(CouncilDecision Next, AppraisalCouncil? Before)> ReadAsync(
        PreparedEntry entry,
        Act act,
        CancellationToken cancellation
    )
    {
        var draft = entry.Read<CouncilDraft>();
        var before = draft.Council is { } id ? await db.FindCouncilAsync(id, cancellation) : null;
        var council = draft.Council ?? Guid.CreateVersion7(act.At);
        return (draft.Decision.ToDecision(council, (before?.Decisions[^1].Sequence ?? 0) + 1, entry.Province, act), before);
    }

    private static string Seat(CouncilMember member) =>
        member.Role switch
        {
            CouncilRole.Chair => "Chủ tịch",
            CouncilRole.Deputy => "Phó Chủ tịch",
            CouncilRole.Secretary => "Thư ký",
            _ => "Ủy viên",
        }
        + $", {member.Position}, {member.Department}"
        + (member.CountsBallots ? ", kiểm phiếu" : "");
}
