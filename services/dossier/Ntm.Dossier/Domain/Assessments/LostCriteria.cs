using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Assessments;

/// <summary>A criterion that had passed and no longer did (rớt chuẩn).</summary>
/// <param name="Code">Number of the criterion.</param>
/// <param name="Revision">Revision of the self-assessment in which it was lost.</param>
/// <param name="At">When the dossier learnt of it.</param>
/// <param name="RegainedIn">First later revision in which it passed again; null while it has not.</param>
internal sealed record LostCriterion(string Code, int Revision, DateTimeOffset At, int? RegainedIn = null);

/// <summary>The lost criteria of a dossier, those regained since included.</summary>
internal readonly record struct LostCriteria(ImmutableList<LostCriterion> All)
{
    /// <summary>The criteria with one more; refused when it is known already.</summary>
    public Result<ImmutableList<LostCriterion>> Lose(string code, int revision, DateTimeOffset at) =>
        All.Exists(lost => lost.Code == code && lost.Revision >= revision)
            ? DossierErrors.CriterionLostAlready(code)
            : All.Add(new LostCriterion(code, revision, at));

    /// <summary>The criteria after these passed in a revision.</summary>
    public ImmutableList<LostCriterion> Regain(int revision, IReadOnlySet<string> passed) =>
        All.ConvertAll(lost =>
            lost.RegainedIn is null && lost.Revision < revision && passed.Contains(lost.Code) ? lost with { RegainedIn = revision } : lost
        );
}
