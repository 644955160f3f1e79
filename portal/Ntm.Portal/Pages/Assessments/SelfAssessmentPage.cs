using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;
using Ntm.Portal.Parts;

namespace Ntm.Portal.Pages.Assessments;

/// <summary><c>/ho-so/{id}/tu-danh-gia</c>: the commune's figures, each beside its threshold and verdict, and their submission.</summary>
internal static class SelfAssessmentPage
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/ho-so/{id:guid}/tu-danh-gia", ShowAsync);
        routes.MapPost("/ho-so/{id:guid}/tu-danh-gia", SaveAsync);
        routes.MapGet("/ho-so/{id:guid}/tu-danh-gia/nop", SummariseAsync);
        routes.MapPost("/ho-so/{id:guid}/tu-danh-gia/nop", SubmitAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id) => await PageAsync(visit, id, null);

    /// <summary>Saves what was typed: all of it, or nothing while one value cannot be read; what was typed stays in the page. With
    /// <c>tiep=nop</c> it goes on to the review.</summary>
    internal static async Task<IResult> SaveAsync(Visit visit, Guid id, TimeProvider clock)
    {
        var found = await visit.GetAsync<SelfAssessmentRecord>(Address(id));
        if (found.Value is not { } assessment)
        {
            return visit.Refuse(found.Problem!);
        }

        var editable = assessment
            .Criteria.Where(criterion => assessment.EditableCriteria.Contains(criterion.Code))
            .SelectMany(criterion => criterion.Indicators)
            .ToList();
        var inputs = editable
            .Select(indicator => (indicator.Code, Value: IndicatorForm.Read(indicator, visit.Value), Before: indicator.Value))
            .Where(input => input.Value is not null || input.Before is not null)
            .ToList();
        var faults = editable.SelectMany(indicator => IndicatorForm.Unreadable(indicator.Code, visit.Typed())).ToList();
        if (faults.Count > 0)
        {
            var title = T("Có số chưa đọc được, chưa lưu số nào");
            return await PageAsync(
                visit,
                id,
                new ApiProblem(400, "portal.number_unreadable", title, T("Xem lại các ô được đánh dấu."), faults)
            );
        }

        var next = $"/ho-so/{id}/tu-danh-gia" + (visit.Value("tiep") == "nop" ? "/nop" : "");
        if (inputs.Count == 0)
        {
            return Visit.Go(next);
        }

        // A null says that a value is taken out, so each is sent as it is.
        var values = inputs.Select(input => new Dictionary<string, object?> { ["code"] = input.Code, ["value"] = input.Value });
        var saved = await visit.SendAsync<SelfAssessmentRecord>("PUT", Address(id) + "/values", new { values }, key: visit.Value("_key"));
        return saved.Problem is { } problem
            ? await PageAsync(visit, id, problem.AtRows("values", inputs, (input, part) => IndicatorForm.FieldOf(input.Code, PartOf(part))))
            : Visit.Go($"{next}?xong=luu&so={Receipts.Minute(clock.GetUtcNow())}");
    }

    internal static async Task<IResult> SummariseAsync(Visit visit, Guid id) => await SummaryAsync(visit, id, null);

    internal static async Task<IResult> SubmitAsync(Visit visit, Guid id)
    {
        var sent = await visit.SendAsync<SelfAssessmentRecord>("POST", Address(id) + "/submission", null, key: visit.Value("_key"));
        if (sent.Problem is { } problem)
        {
            return await SummaryAsync(visit, id, problem);
        }

        if (!sent.Value!.AllCriteriaPassed)
        {
            return Visit.Go($"/ho-so/{id}/tu-danh-gia?xong=nop");
        }

        await AwaitAsync(visit, id, sent.Value.Revision);
        return Visit.Go($"/ho-so/{id}?xong=tu-danh-gia");
    }

    /// <summary>Waits a moment until the dossier knows of the revision, so that the page that comes next is not of before; it comes in any
    /// case.</summary>
    private static async Task AwaitAsync(Visit visit, Guid id, int revision)
    {
        for (var look = 0; look < 15; look++)
        {
            var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
            if (dossier.Value is not { } found || found.Assessment?.Revision >= revision)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), visit.Http.RequestAborted);
        }
    }

    private static async Task<IResult> PageAsync(Visit visit, Guid id, ApiProblem? problem)
    {
        var found = await visit.GetAsync<SelfAssessmentRecord>(Address(id));
        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return dossier.Value is null ? visit.Refuse(dossier.Problem!)
            : found.Value is null ? visit.Refuse(NotYet(found.Problem!))
            : visit.Show<SelfAssessmentView>(
                new
                {
                    Assessment = found.Value,
                    Dossier = dossier.Value,
                    Before = await BeforeAsync(visit, found.Value),
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            );
    }

    /// <summary>What there is not yet, said so.</summary>
    private static ApiProblem NotYet(ApiProblem problem) =>
        problem.Status != StatusCodes.Status404NotFound
            ? problem
            : problem with
            {
                Title = T("Chưa có số liệu tự đánh giá"),
                Detail = T("Hồ sơ chưa đến bước tự đánh giá. Bước này vừa mở thì chờ ít giây rồi mở lại trang."),
                Faults = [],
            };

    /// <summary>The revision before what is shown: the last one beside a draft, the one before it beside a submitted one; null where
    /// there is none.</summary>
    private static async Task<RevisionRecord?> BeforeAsync(Visit visit, SelfAssessmentRecord assessment)
    {
        var number = assessment.Shows == "submitted" ? assessment.Revision - 1 : assessment.Revision;
        return number < 1 ? null : (await visit.GetAsync<RevisionRecord>($"{Address(assessment.DossierId)}/revisions/{number}")).Value;
    }

    private static async Task<IResult> SummaryAsync(Visit visit, Guid id, ApiProblem? problem)
    {
        var found = await visit.GetAsync<SelfAssessmentRecord>(Address(id));
        var dossier = await visit.GetAsync<DossierRecord>($"/dossiers/{id}");
        return found.Value is null || dossier.Value is null
            ? visit.Refuse(dossier.Problem ?? NotYet(found.Problem!))
            : visit.Show<SubmissionView>(
                new
                {
                    Assessment = found.Value,
                    Dossier = dossier.Value,
                    Problem = problem,
                },
                problem?.Status ?? StatusCodes.Status200OK
            );
    }

    /// <summary>The part of a value, as <c>value.male.denominator</c> or <c>value.parts[0]</c> names it.</summary>
    private static string PartOf(string named) => named.Split('[')[0].Replace("value.", "", StringComparison.Ordinal);

    private static string Address(Guid id) => $"/assessment/self-assessments/{id}";
}
