namespace Ntm.Dossier.Domain;

/// <summary>A verdict as a reviewer gives it.</summary>
internal sealed record GivenVerdict(ReviewItem Item, bool Accepted, string? Reason);

/// <summary>Examination (thẩm tra) and appraisal (thẩm định), whole or by criterion.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>What a review judges: every assessed criterion, and every document that its preparers have put in.</summary>
    public IReadOnlyList<ReviewItem> ReviewItems =>
        [
            .. (Content.Assessment?.Criteria ?? []).Select(code => new ReviewItem(ReviewItem.Criterion, code)),
            .. Path
                .Stages.Where(Prepares)
                .SelectMany(stage => stage.Documents)
                .Select(document => document.Key)
                .Distinct()
                .Where(HasFile)
                .Select(key => new ReviewItem(ReviewItem.Document, key)),
        ];

    /// <summary>Items that still need a verdict at the stage.</summary>
    public IEnumerable<ReviewItem> PendingItems(Stage stage) => ReviewItems.Where(item => VerdictOn(stage, item) is null);

    /// <summary>The department that judges an item; null when the consolidating reviewer does.</summary>
    public string? DepartmentOf(Stage stage, ReviewItem item) =>
        item.Kind == ReviewItem.Criterion
            ? stage.Departments.FirstOrDefault(department => department.CriteriaFor(Title).Contains(item.Key))?.Key
            : null;

    public Verdict? VerdictOn(Stage stage, ReviewItem item) =>
        Content.Verdicts.Find(verdict => verdict.Stage == stage.Key && verdict.Item == item);

    /// <summary>Records verdicts, all or none of them.</summary>
    public IReadOnlyList<Error> GiveVerdicts(Act act, Stage stage, Reviewer reviewer, IReadOnlyList<GivenVerdict> given)
    {
        if (given.Count == 0)
        {
            return [DossierErrors.NothingGiven];
        }

        var faults = given.Select(verdict => FaultOf(stage, reviewer, verdict)).OfType<Error>().ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        var round = FindOpen(stage.Key)!.Round;
        foreach (var verdict in given)
        {
            Content.Verdicts.RemoveAll(old => old.Stage == stage.Key && old.Item == verdict.Item);
            Content.Verdicts.Add(
                new Verdict
                {
                    Stage = stage.Key,
                    Round = round,
                    Item = verdict.Item,
                    Accepted = verdict.Accepted,
                    Reason = verdict.Accepted ? null : verdict.Reason,
                    Department = DepartmentOf(stage, verdict.Item),
                    By = act.By,
                    At = act.At,
                }
            );
        }

        Audit(
            act,
            "review.verdicts_given",
            stage,
            new
            {
                Round = round,
                Verdicts = given.Select(verdict => new
                {
                    verdict.Item.Kind,
                    verdict.Item.Key,
                    verdict.Accepted,
                    verdict.Reason,
                }),
            }
        );
        return [];
    }

    /// <summary>Ends the review. A return names its items; what was accepted stays accepted.</summary>
    /// <param name="act">Who and when.</param>
    /// <param name="stage">The open review.</param>
    /// <param name="reviewer">What the caller may judge.</param>
    /// <param name="outcome">Approved, Returned or Rejected.</param>
    /// <param name="reason">Needed to reject.</param>
    /// <param name="items">Items to return besides those with a returning verdict.</param>
    public IReadOnlyList<Error> Conclude(
        Act act,
        Stage stage,
        Reviewer reviewer,
        string outcome,
        string? reason,
        IReadOnlyList<GivenVerdict> items
    )
    {
        if (!Path.OutcomesOf(stage).Contains(outcome))
        {
            return [DossierErrors.OutcomeUnknown(stage, outcome, Path.OutcomesOf(stage))];
        }

        var faults = outcome switch
        {
            Outcomes.Returned => items.Select(item => FaultOf(stage, reviewer, item)).OfType<Error>().ToList(),
            Outcomes.Rejected => string.IsNullOrWhiteSpace(reason) ? [DossierErrors.RejectionReason()] : [],
            _ => [.. Obstacles(stage, act.At)],
        };
        if (outcome == Outcomes.Returned && items.Count == 0 && !ReturningVerdicts(stage).Any())
        {
            faults.Add(DossierErrors.ReturnNeedsItems);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        if (outcome == Outcomes.Returned && items.Count > 0)
        {
            GiveVerdicts(act, stage, reviewer, items);
        }

        var open = FindOpen(stage.Key)!;
        var returned = outcome == Outcomes.Returned ? Return(act, stage, open) : [];
        Content.Returned.RemoveAll(entry => entry.Stage == stage.Key);
        Content.Returned.AddRange(returned);
        Audit(
            act,
            "review.concluded",
            stage,
            new
            {
                open.Round,
                Outcome = outcome,
                Reason = reason,
                Returned = returned.Select(entry => new
                {
                    entry.Item.Kind,
                    entry.Item.Key,
                    entry.Reason,
                }),
            }
        );
        if (returned.Count > 0)
        {
            RaiseReturned(act, stage, open.Round, returned);
        }

        Advance(act, stage, outcome);
        return [];
    }

    /// <summary>Answers a returned item in writing.</summary>
    public IReadOnlyList<Error> Explain(Act act, Stage stage, ReviewItem item, string text)
    {
        if (!Content.Returned.Exists(entry => entry.Item == item && entry.AnswerStage == stage.Key))
        {
            return [DossierErrors.ReturnedUnknown(item)];
        }

        MarkAnswered(act, entry => entry.Item == item && entry.AnswerStage == stage.Key, "explanation", text);
        Content.Preparers.Add(act.By);
        Audit(
            act,
            "returned_item.explained",
            stage,
            new
            {
                item.Kind,
                item.Key,
                Text = text,
            }
        );
        return [];
    }

    private IEnumerable<Verdict> ReturningVerdicts(Stage stage) =>
        Content.Verdicts.Where(verdict => verdict.Stage == stage.Key && !verdict.Accepted);

    private List<ReturnedEntry> Return(Act act, Stage stage, OpenStage open)
    {
        var entries = ReturningVerdicts(stage)
            .Select(verdict => new ReturnedEntry
            {
                Stage = stage.Key,
                Round = open.Round,
                Item = verdict.Item,
                Reason = verdict.Reason!,
                At = act.At,
                AnswerStage = Path.Connections[new Port(stage.Key, Outcomes.Returned)],
                AssessmentRevision = Content.Assessment?.Revision ?? 0,
                Files = verdict.Item.Kind == ReviewItem.Document ? [.. FilesOf(verdict.Item.Key).Select(file => file.Id)] : [],
            })
            .ToList();

        // Returned items are judged anew; every accepted one keeps its verdict.
        Content.Verdicts.RemoveAll(verdict => verdict.Stage == stage.Key && !verdict.Accepted);
        var used = (UsedBefore(stage, open.OpenedAt) ?? 0) + (Deadlines.Used(open.OpenedAt, act.At, Rules.Calendar) ?? 0);
        Content.Suspensions.Add(new Suspension(stage.Key, open.Round, act.At, null, used, open.OpenedAt));
        return entries;
    }

    /// <summary>Ends the suspension of a review that comes back.</summary>
    private void Resume(Act act, Stage stage)
    {
        var last = Content.Suspensions.FindLastIndex(entry => entry.Stage == stage.Key && entry.To is null);
        if (last >= 0)
        {
            Content.Suspensions[last] = Content.Suspensions[last] with { To = act.At };
        }
    }

    private Error? FaultOf(Stage stage, Reviewer reviewer, GivenVerdict verdict)
    {
        if (!ReviewItems.Contains(verdict.Item))
        {
            return DossierErrors.ItemUnknown(verdict.Item);
        }

        var department = DepartmentOf(stage, verdict.Item);
        if (!reviewer.MayJudge(department))
        {
            return DossierErrors.NotYourItem(verdict.Item, department);
        }

        if (VerdictOn(stage, verdict.Item) is { Accepted: true } earlier && earlier.Round < FindOpen(stage.Key)!.Round)
        {
            return DossierErrors.AlreadyAccepted(verdict.Item);
        }

        return !verdict.Accepted && string.IsNullOrWhiteSpace(verdict.Reason) ? DossierErrors.ReasonNeeded(verdict.Item) : null;
    }

    private void MarkAnswered(Act act, Predicate<ReturnedEntry> which, string how, string? text)
    {
        for (var place = 0; place < Content.Returned.Count; place++)
        {
            if (which(Content.Returned[place]) && FindOpen(Content.Returned[place].AnswerStage) is not null)
            {
                Content.Returned[place] = Content.Returned[place] with { Answer = new Answer(how, text, act.By, act.At) };
            }
        }
    }
}
