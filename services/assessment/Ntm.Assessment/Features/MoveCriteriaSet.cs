using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Another criteria set for a running dossier, and the province's document.</summary>
/// <example>{ "code": "HT_XA_NTM_2026", "documentNumber": "45/UBND-NL", "documentDate": "2026-04-02" }</example>
public sealed record MoveCriteriaSetRequest
{
    /// <summary>Code of the set, up to 40 characters; in force today, for the dossier's title.</summary>
    [Text(40)]
    public required string Code { get; init; }

    /// <summary>Number of the document that allows it, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }
}

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
                await db.FindSetAsync(rules, request.Code, cancellation) is not { } set ? AssessmentErrors.CriteriaSetNotFound
                : Faults(request, opened, set, clock.Today()) is { Count: > 0 } faults ? faults
                : Move(db, request, opened, set, caller, clock),
            cancellation
        );
        if (answer.Result is Ok<SelfAssessmentView>)
        {
            log.CriteriaSetMoved(dossierId, request.Code, request.DocumentNumber, caller.Subject);
        }

        return answer;
    }

    private static List<Error> Faults(
        MoveCriteriaSetRequest request,
        OpenedAssessment opened,
        Domain.Criteria.CriteriaSet set,
        DateOnly today
    ) =>
        [
            .. new ProvinceDocument(request.DocumentNumber, request.DocumentDate, today).Faults(today),
            .. SetMoveEffect.WhyNot(opened, set, today) is { } fault ? [fault] : Array.Empty<Error>(),
        ];

    private static Result Move(
        AssessmentDbContext db,
        MoveCriteriaSetRequest request,
        OpenedAssessment opened,
        Domain.Criteria.CriteriaSet set,
        Caller caller,
        TimeProvider clock
    )
    {
        db.SetMoves.Add(
            new SetMove
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                DossierId = opened.Assessment.DossierId,
                From = opened.Set?.Code,
                To = set.Code,
                DocumentNumber = request.DocumentNumber.Trim(),
                DocumentDate = request.DocumentDate,
                MovedBy = caller.Subject,
                MovedByName = caller.Name,
                MovedAt = clock.GetUtcNow(),
            }
        );
        opened.Assessment.MoveTo(set.Code, SetMoveEffect.Of(opened, set).Dropped, clock.Today());
        return Result.Done;
    }
}
