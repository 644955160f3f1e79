using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Entries;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>To which set a dossier moves.</summary>
internal sealed record SetMoveDecision(Guid DossierId, string Code);

/// <summary>Another criteria set for one running dossier: the act by which a province's figures reach a dossier that is open.</summary>
internal sealed class SetMoveEntry(AssessmentDbContext db, RuleBook rules, TimeProvider clock, ILogger<SetMoveEntry> log)
    : IEntryKind<AssessmentDbContext>
{
    public const string Kind = "criteria-set-move";

    public string Key => Kind;

    public async Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var decision = entry.Read<SetMoveDecision>();
        var today = clock.Today();
        return await db.OpenAssessmentAsync(rules, decision.DossierId, cancellation) is not { } opened ? AssessmentErrors.NotFound
            : await db.FindSetAsync(rules, decision.Code, cancellation) is not { } set ? AssessmentErrors.CriteriaSetNotFound
            : Result.Of(SetMoveEffect.Faults(opened, set, ProvinceDocument.Of(entry), today));
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var decision = entry.Read<SetMoveDecision>();
        var opened = await db.OpenAssessmentAsync(rules, decision.DossierId, cancellation);
        return
        [
            new EntryChange(
                $"Bộ tiêu chí của hồ sơ {decision.DossierId}, xã {opened?.Assessment.UnitCode}",
                opened?.Set?.Code,
                decision.Code
            ),
        ];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var (decision, today) = (entry.Read<SetMoveDecision>(), VietnamTime.DayOf(at));
        var opened = (await db.OpenAssessmentAsync(rules, decision.DossierId, cancellation))!;
        var set = (await db.FindSetAsync(rules, decision.Code, cancellation))!;
        db.SetMoves.Add(SetMove.Of(opened, set, ProvinceDocument.Of(entry), by, at));
        opened.Assessment.MoveTo(set.Code, SetMoveEffect.Of(opened, set).Dropped, today);
        log.CriteriaSetMoved(decision.DossierId, set.Code, entry.Document.Number, by.Subject);
        return $"/assessment/self-assessments/{decision.DossierId}";
    }
}
