using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Reviews;

/// <summary>
/// Examination (thẩm tra) or appraisal (thẩm định) at one stage, whole or by criterion. It never changes: verdicts give the next
/// one or their faults.
/// </summary>
internal sealed record Review
{
    public required Stage Stage { get; init; }

    /// <summary>Round that is open; 0 while none is.</summary>
    public required int Round { get; init; }

    /// <summary>Title that is sought; it decides which department judges a criterion.</summary>
    public required string Title { get; init; }

    /// <summary>How people name an item.</summary>
    public required Func<ReviewItem, string> NameOf { get; init; }

    /// <summary>What is judged: every assessed criterion, and every document that was put in on the way to this review.</summary>
    public required IReadOnlyList<ReviewItem> Items { get; init; }

    /// <summary>The verdicts of all reviews of the dossier.</summary>
    public required ImmutableList<Verdict> Verdicts { get; init; }

    /// <summary>The review at a stage of a dossier, open or not, with every verdict given so far.</summary>
    public static Review Of(RecognitionDossier dossier, Stage stage) =>
        new()
        {
            Stage = stage,
            Round = dossier.FindOpen(stage.Key)?.Round ?? 0,
            Title = dossier.Title,
            Verdicts = dossier.Content.Verdicts,
            NameOf = dossier.NameOf,
            Items =
            [
                .. (dossier.Content.Assessment?.Criteria ?? []).Select(code => new ReviewItem(ReviewItem.Criterion, code)),
                .. dossier
                    .Path.Stages.Where(named => named.Prepares && dossier.Path.Onward(named.Key).Contains(stage.Key))
                    .SelectMany(named => named.Documents)
                    .Select(document => document.Key)
                    .Distinct()
                    .Where(key => dossier.Files.Has(key))
                    .Select(key => new ReviewItem(ReviewItem.Document, key)),
            ],
        };

    /// <summary>Items that still need a verdict.</summary>
    public IEnumerable<ReviewItem> Pending => Items.Where(item => VerdictOn(item) is null);

    /// <summary>Verdicts that return their item.</summary>
    public IEnumerable<Verdict> Returning => Verdicts.Where(verdict => verdict.Stage == Stage.Key && !verdict.Accepted);

    public Verdict? VerdictOn(ReviewItem item) => Verdicts.Find(verdict => verdict.Stage == Stage.Key && verdict.Item == item);

    /// <summary>The department that judges an item; null when the consolidating reviewer does.</summary>
    public string? DepartmentOf(ReviewItem item) =>
        item.Kind == ReviewItem.Criterion
            ? Stage.Departments.FirstOrDefault(department => department.CriteriaFor(Title).Contains(item.Key))?.Key
            : null;

    /// <summary>Whether an earlier round accepted the item; that stands.</summary>
    public bool AcceptedBefore(ReviewItem item) => VerdictOn(item) is { Accepted: true } earlier && earlier.Round < Round;

    /// <summary>Reasons why the review cannot be approved.</summary>
    public IEnumerable<Error> Obstacles()
    {
        foreach (var item in Items)
        {
            if (VerdictOn(item) is not { } verdict)
            {
                yield return DossierErrors.VerdictMissing(item, NameOf(item), Stage.DepartmentName(DepartmentOf(item)));
            }
            else if (!verdict.Accepted)
            {
                yield return DossierErrors.ItemNotAccepted(item, NameOf(item));
            }
        }
    }

    /// <summary>Every fault of verdicts that a reviewer gives.</summary>
    public List<Error> FaultsOf(Reviewer reviewer, IReadOnlyList<GivenVerdict> given) =>
        [.. given.Select(verdict => FaultOf(reviewer, verdict)).OfType<Error>()];

    /// <summary>Records verdicts, all or none of them.</summary>
    public Result<Review> Give(Act act, Reviewer reviewer, IReadOnlyList<GivenVerdict> given)
    {
        if (given.Count == 0)
        {
            return DossierErrors.NothingGiven;
        }

        var faults = FaultsOf(reviewer, given);
        return faults.Count > 0 ? faults : given.Aggregate(this, (review, verdict) => review.With(act, verdict));
    }

    /// <summary>The review after its items were returned: these are judged anew; every accepted one keeps its verdict.</summary>
    public Review WithoutReturning() =>
        this with
        {
            Verdicts = Verdicts.RemoveAll(verdict => verdict.Stage == Stage.Key && !verdict.Accepted),
        };

    private Review With(Act act, GivenVerdict given)
    {
        var verdict = new Verdict
        {
            Stage = Stage.Key,
            Round = Round,
            Item = given.Item,
            Accepted = given.Accepted,
            Reason = given.Accepted ? null : given.Reason,
            Department = DepartmentOf(given.Item),
            By = act.By,
            At = act.At,
        };
        return this with { Verdicts = Verdicts.RemoveAll(old => old.Stage == Stage.Key && old.Item == given.Item).Add(verdict) };
    }

    private Error? FaultOf(Reviewer reviewer, GivenVerdict verdict)
    {
        if (!Items.Contains(verdict.Item))
        {
            return DossierErrors.ItemUnknown(NameOf(verdict.Item));
        }

        if (!reviewer.MayJudge(DepartmentOf(verdict.Item)))
        {
            return DossierErrors.NotYourItem(NameOf(verdict.Item), Stage.DepartmentName(DepartmentOf(verdict.Item)));
        }

        if (AcceptedBefore(verdict.Item))
        {
            return DossierErrors.AlreadyAccepted(NameOf(verdict.Item));
        }

        return !verdict.Accepted && string.IsNullOrWhiteSpace(verdict.Reason) ? DossierErrors.ReasonNeeded(NameOf(verdict.Item)) : null;
    }
}
