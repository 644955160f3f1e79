using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>POST /assessment/self-assessments/{dossierId}/criteria-set</c>: the leader of the province lets a dossier that still assesses
/// itself go on under another set. The rules of this day apply from then on.
/// </summary>
internal static class MoveCriteriaSet
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/self-assessments/{dossierId:guid}/criteria-set", HandleAsync).WithName(nameof(MoveCriteriaSet));

    /// <summary>Moves a running dossier to another criteria set; values that fit stay.</summary>
    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        MoveCriteriaSetRequest request,
        AssessmentCommands commands,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<SetMove> log,
        CancellationToken cancellation
    )
    {
        var answer = await commands.ActAsync(
            commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToMoveSet),
            http,
            async opened =>
                await db.FindSetAsync(rules, request.Code, cancellation) is { } set
                    ? Move(db, request, opened, set, caller, clock.GetUtcNow())
                    : AssessmentErrors.CriteriaSetNotFound,
            cancellation
        );
        if (answer.Result is Ok<SelfAssessmentView>)
        {
            log.CriteriaSetMoved(dossierId, request.Code, request.DocumentNumber, caller.Subject);
        }

        return answer;
    }

    private static Result Move(
        AssessmentDbContext db,
        MoveCriteriaSetRequest request,
        OpenedAssessment opened,
        CriteriaSet set,
        Caller caller,
        DateTimeOffset now
    )
    {
        var today = VietnamTime.DayOf(now);
        var document = new ProvinceDocument(request.DocumentNumber.Trim(), request.DocumentDate, today);
        if (SetMoveEffect.Faults(opened, set, document, today).ToList() is { Count: > 0 } faults)
        {
            return faults;
        }

        db.ActIn(caller, UnitScope.ProvinceOf(opened.Assessment.UnitPath), "leader");
        db.SetMoves.Add(SetMove.Of(opened, set, document, caller, now));
        opened.Assessment.MoveTo(set.Code, SetMoveEffect.Of(opened, set).Dropped, today);
        return Result.Done;
    }
}
