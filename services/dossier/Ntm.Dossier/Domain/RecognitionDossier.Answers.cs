using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Domain;

/// <summary>
/// What the assessment service reports. It learns of stages by events, so an answer may come when its stage is over: what was
/// receipted and accepted by then stays, and the audit keeps that the answer came too late.
/// </summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>Highest revision of the self-assessment that has come, in time or too late.</summary>
    public int LatestRevision => Math.Max(Content.Assessment?.Revision ?? 0, Content.LateRevision);

    /// <summary>Takes in a submitted revision: of each criterion that an open stage asks for, and of no other.</summary>
    /// <param name="act">Who submitted, and when it came.</param>
    /// <param name="submitted">The revision, later than <see cref="LatestRevision"/>.</param>
    /// <param name="accepted">The criteria that the dossier stands on so far.</param>
    /// <returns>The criteria that it stands on from now; null when the revision came too late.</returns>
    public IReadOnlyList<AssessedCriterion>? Assess(Act act, SelfAssessmentSubmitted submitted, IReadOnlyList<AssessedCriterion> accepted)
    {
        // A publisher of the version before does not name the stages; it means those that are open.
        var asking = Content
            .Open.Where(open => submitted.Stages?.Contains(new NamedStage(open.Key, open.Round)) != false)
            .Select(open => Path.StageOf(open.Key))
            .Where(stage => EditableCriteria(stage) is not { Count: 0 })
            .ToList();
        if (asking.Count == 0)
        {
            Content.LateRevision = submitted.Revision;
            Audit(act, "assessment.too_late", null, new { submitted.Revision, Stages = submitted.Stages ?? [] });
            return null;
        }

        bool Asked(AssessedCriterion criterion) => asking.Exists(stage => EditableCriteria(stage)?.Contains(criterion.Code) != false);
        var unasked = submitted.Criteria.Where(criterion => !Asked(criterion)).Select(criterion => criterion.Code).ToList();
        List<AssessedCriterion> criteria =
        [
            .. submitted
                .Criteria.Select(criterion =>
                    Asked(criterion) ? criterion : accepted.FirstOrDefault(before => before.Code == criterion.Code)
                )
                .OfType<AssessedCriterion>(),
        ];
        var allPassed = unasked.Count == 0 ? submitted.AllCriteriaPassed : criteria.TrueForAll(criterion => criterion.Passed);
        Content.Assessment = new AssessmentRecord(submitted.Revision, allPassed, [.. criteria.Select(criterion => criterion.Code)]);
        Content.Preparers.UnionWith([act.By, .. submitted.PreparedBy ?? []]);
        MarkAnswered(
            act,
            entry => entry.Item.Kind == ReviewItem.Criterion && asking.Exists(stage => stage.Key == entry.AnswerStage),
            "assessment",
            null
        );
        Audit(
            act,
            "assessment.submitted",
            asking[0],
            new
            {
                submitted.Revision,
                AllPassed = allPassed,
                NotAsked = unasked,
            }
        );
        if (allPassed && asking.Find(stage => stage.Kind == StageKind.SelfAssessment) is { } passed && !Obstacles(passed, act.At).Any())
        {
            Advance(act, passed, Outcomes.Passed);
        }

        return criteria;
    }

    /// <summary>A round of the survey was closed. False when that round is not asked for, or no longer; then it is only audited.</summary>
    public bool CloseSurvey(Act act, int round, bool met, decimal overallRate, string minutesNumber)
    {
        var open = Content.Open.Find(open => open.Round == round && Path.StageOf(open.Key).Kind == StageKind.Survey);
        if (open is null)
        {
            Audit(
                act,
                "survey.too_late",
                null,
                new
                {
                    round,
                    met,
                    overallRate,
                    minutesNumber,
                }
            );
            return false;
        }

        var stage = Path.StageOf(open.Key);
        Audit(
            act,
            "survey.closed",
            stage,
            new
            {
                round,
                met,
                overallRate,
                minutesNumber,
            }
        );
        Advance(act, stage, met ? Outcomes.Met : Outcomes.NotMet);
        return true;
    }

    /// <summary>
    /// Which criteria may be assessed anew while a stage is open: null means all, empty means none. A preparation asks for
    /// what was returned to it, and for everything when a lost vote sent the dossier the whole way again.
    /// </summary>
    private IReadOnlyList<string>? EditableCriteria(Stage stage)
    {
        if (stage.Kind == StageKind.SelfAssessment)
        {
            return null;
        }

        if (stage.Kind != StageKind.Preparation)
        {
            return [];
        }

        var returned = Content.Returned.Where(entry => entry.AnswerStage == stage.Key).ToList();
        var lost =
            Content.Council?.Result is { Carried: false }
            && Path.Stages.Any(vote =>
                vote.Kind == StageKind.CouncilVote && Path.Connections[new Port(vote.Key, Outcomes.Lost)] == stage.Key
            );
        return lost && returned.Count == 0
            ? null
            : [.. returned.Where(entry => entry.Item.Kind == ReviewItem.Criterion).Select(entry => entry.Item.Key)];
    }
}
