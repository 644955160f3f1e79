namespace Ntm.Dossier.Domain.Claims;

/// <summary>
/// What one actor has to do at an open stage (phần việc): the whole stage or, at a review with departments, what one of them still
/// has to judge, or the consolidation.
/// </summary>
internal sealed record StageShare
{
    /// <summary>Role that acts.</summary>
    public required string Role { get; init; }

    /// <summary>Unit that acts.</summary>
    public required string UnitPath { get; init; }

    /// <summary>Departments whose people do it; empty where the stage is not divided among departments.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Whether it is the consolidation, which also falls to those of the unit who are in no department.</summary>
    public bool Consolidates { get; init; }

    /// <summary>Whether it is all there is to do at its stage.</summary>
    public bool IsWhole => Departments.Count == 0 && !Consolidates;

    /// <summary>The department by which it is known; null where none does it.</summary>
    public string? Department => Departments.Count > 0 ? Departments[0] : null;

    /// <summary>
    /// The shares of an open stage that are not done. A department that has judged all its criteria has none any more, and one that
    /// has no criterion of the title never had one; the consolidation lasts as long as the review.
    /// </summary>
    public static IReadOnlyList<StageShare> Of(RecognitionDossier dossier, OpenStage open)
    {
        var stage = dossier.Path.StageOf(open.Key);
        var whole = new StageShare { Role = stage.Role, UnitPath = dossier.ActorUnit(stage) };
        if (stage.Departments.Count == 0)
        {
            return [whole];
        }

        var review = dossier.ReviewAt(stage);
        var pending = review.Pending.Select(review.DepartmentOf).ToHashSet();
        return
        [
            whole with
            {
                Departments = [.. stage.Departments.Where(department => department.Consolidates).Select(department => department.Key)],
                Consolidates = true,
            },
            .. stage
                .Departments.Where(department => !department.Consolidates && pending.Contains(department.Key))
                .Select(department => whole with { Departments = [department.Key] }),
        ];
    }

    /// <summary>Whether it is work of who holds a grant.</summary>
    public bool FallsTo(Grant grant) =>
        grant.Role == Role
        && grant.UnitPath == UnitPath
        && (IsWhole || (grant.Department is null ? Consolidates : Departments.Contains(grant.Department)));
}
