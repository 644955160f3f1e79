using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>A report to file.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001", "rule": "R01", "unitCode": "18175-01", "start": "2023-03-25",
/// "figures": [ { "target": "T05", "value": "0,7km" } ], "words": "Đã giải tỏa xong tuyến thôn.", "nextWeek": [ "Trồng hàng rào" ]
/// }</example>
public sealed record FileReportRequest
{
    /// <summary>Id of the plan, which must be published.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule in the plan, e.g. <c>R01</c>.</summary>
    [Text(40)]
    public required string Rule { get; init; }

    /// <summary>Official code of the unit that reports: the plan's own or one below.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>First legal day that it is about, as the plan's calendar has it.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Figures, at most one a target.</summary>
    [Items(0, 300)]
    public IReadOnlyList<FigureInput> Figures { get; init; } = [];

    /// <summary>What was done, in words, up to 4000 characters; null for none.</summary>
    [Text(4000, Optional = true)]
    public string? Words { get; init; }

    /// <summary>Work of the next week, at most 30 lines.</summary>
    [Items(0, 30, LongestText = 500)]
    public IReadOnlyList<string> NextWeek { get; init; } = [];
}

/// <summary><c>PUT /planning/reports/{id}</c>: a village's reporter, or the officer of its commune in its place, files or corrects a
/// report; the commune's own are filed by its officer or leader.</summary>
internal static class FileReport
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPut("/reports/{id:guid}", HandleAsync).WithName(nameof(FileReport));

    /// <summary>Files a report under an id that the sender chooses. The same again gets the same answer and counts once; another content
    /// corrects the report, and then <c>If-Match</c> must name the version that was read. What comes after its due is taken and marked
    /// late.</summary>
    internal static async Task<Results<Ok<ReportView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        FileReportRequest request,
        PlanningDbContext db,
        ReportFiling filing,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Report> log,
        CancellationToken cancellation
    )
    {
        var opened = await filing.OpenAsync(id, request, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        var open = opened.Value;
        if (open.Report is { } before && WhyNotAmend(http.Request, before, open) is { } mismatch)
        {
            return mismatch;
        }

        if (open.IsRepeat)
        {
            return Show(open.Report!, open.Current!, http.Response);
        }

        var content = await filing.ReadAsync(open, request, clock.GetUtcNow(), cancellation);
        if (content.Refused)
        {
            return content.Errors.ToProblem();
        }

        var act = Act.Of(caller, clock.GetUtcNow(), open.Hand.UnitPath, open.Hand.Roles);
        var (report, revision) = await filing.FileAsync(id, open, content.Value, act, cancellation);
        db.ActIn(caller, open.Hand.UnitPath, open.Hand.Roles);
        await db.SaveChangesAsync(cancellation);
        if (await filing.IsClosedAsync(open, request.Rule, request.Start, cancellation))
        {
            return ReportErrors.SpanClosed.ToProblem();
        }

        log.ReportFiled(report.Id, report.PlanId, report.UnitCode, report.From, report.Revision, caller.Subject);
        return Show(report, revision, http.Response);
    }

    /// <summary>A correction is made by who has read what was there; a copy of a request that is done already needs not have.</summary>
    private static ProblemHttpResult? WhyNotAmend(HttpRequest request, Report report, OpenFiling open) =>
        open.IsRepeat ? null
        : request.Headers.IfMatch.Count == 0
            ? ReportErrors.AmendmentUnmatched.ToProblem(
                new Dictionary<string, object?> { ["current"] = ReportView.Of(report, open.Current!) }
            )
        : request.Matches(report.Version) ? null
        : Error.Stale(ReportView.Of(report, open.Current!));

    private static Ok<ReportView> Show(Report report, ReportRevision revision, HttpResponse response)
    {
        response.SetETag(report.Version);
        return TypedResults.Ok(ReportView.Of(report, revision));
    }
}
