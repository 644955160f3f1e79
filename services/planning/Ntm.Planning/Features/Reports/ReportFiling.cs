using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Messaging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>What a report is filed against.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Unit">The unit that reports.</param>
/// <param name="Hand">In which place and roles the caller files.</param>
/// <param name="Hash">SHA-256 of what was sent.</param>
/// <param name="Report">The report that is there under this id; null for a new one.</param>
/// <param name="Current">Its newest revision.</param>
internal sealed record OpenFiling(Plan Plan, PlanUnit Unit, ReportingHand Hand, string Hash, Report? Report, ReportRevision? Current)
{
    /// <summary>Whether the same was filed before.</summary>
    public bool IsRepeat => Report?.Hash == Hash;
}

/// <summary>What is filed, read against the plan.</summary>
/// <param name="Plan">Content of the newest edition.</param>
/// <param name="Rule">The reporting rule.</param>
/// <param name="Span">The days that it is about.</param>
/// <param name="Content">What is filed.</param>
/// <param name="Counted">Figures of the unit that count already.</param>
/// <param name="Duty">The report as it is due, read before the instant of the act is taken: it cannot be marked missing in between.</param>
internal sealed record ReadReport(
    PlanContent Plan,
    ReportingRule Rule,
    ReportSpan Span,
    ReportContent Content,
    List<Figure> Counted,
    ReportDuty? Duty
);

/// <summary>Files reports: who may, for which span, with which figures; and what follows for dues and sums.</summary>
internal sealed class ReportFiling(PlanningDbContext db, FigureCounting counting, TimeProvider clock)
{
    /// <summary>Finds plan, unit and an earlier report of this id, and asks whether the caller may file for the unit.</summary>
    public async Task<Result<OpenFiling>> OpenAsync(Guid id, FileReportRequest request, Caller caller, CancellationToken cancellation)
    {
        await db.LockAsync<Plan>(nameof(Plan.Id), request.PlanId, cancellation);
        var plan = await db.Plans.FirstOrDefaultAsync(row => row.Id == request.PlanId, cancellation);
        if (plan is null || !PlanningAccess.Sees(caller, plan))
        {
            return ReportErrors.PlanNotFound;
        }

        var unit = request.UnitCode == plan.UnitCode ? plan.Unit : await db.UnitAsync(request.UnitCode, clock.Today(), cancellation);
        if (unit is null || !UnitScope.Contains(plan.UnitPath, unit.Path))
        {
            return ReportErrors.UnitUnknown;
        }

        if (ReportAccess.ToFile(caller, unit) is not { } hand)
        {
            return ReportErrors.NotYourUnit;
        }

        var report = await db.Reports.FindAsync([id], cancellation);
        if (report is not null && !report.IsAbout(request.PlanId, request.Rule, request.UnitCode, request.Start))
        {
            return ReportErrors.OtherSpan;
        }

        var current = report is null ? null : await db.ReportRevisions.FindAsync([id, report.Revision], cancellation);
        var hash = CanonicalJson.HashOf(JsonSerializer.SerializeToElement(request, EventJson.Options));
        return new OpenFiling(plan, unit, hand, hash, report, current);
    }

    /// <summary>Reads span and figures against the newest edition.</summary>
    public async Task<Result<ReadReport>> ReadAsync(
        OpenFiling open,
        FileReportRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (open.Plan.Status != PlanStatus.Published)
        {
            return open.Plan.Status == PlanStatus.Closed ? ReportErrors.PlanClosed : ReportErrors.PlanNotPublished;
        }

        var content = (await db.NewestAsync(open.Plan, cancellation))!.Content;
        if (content.Reporting.FirstOrDefault(row => row.Key == request.Rule) is not { } rule)
        {
            return ReportErrors.RuleUnknown(request.Rule);
        }

        if (!DutyCalendar.Names(content, rule, open.Plan.Unit, open.Unit))
        {
            return ReportErrors.NotReporter(open.Unit.Name, rule.Key);
        }

        var span = SpanOf(content, rule, request.Start, VietnamTime.DayOf(now));
        if (span.Refused)
        {
            return span.Errors.ToList();
        }

        if (await IsClosedAsync(open, rule.Key, request.Start, cancellation))
        {
            return ReportErrors.SpanClosed;
        }

        if (request.Figures.Count == 0 && request.Words is null && request.NextWeek.Count == 0)
        {
            return ReportErrors.Empty;
        }

        var figures = new FigureReading(content, open.Plan.Unit, open.Unit).Read(request.Figures);
        return figures.Refused
            ? figures.Errors.ToList()
            : await CountedAsync(open, content, rule, span.Value, request, figures.Value, cancellation);
    }

    /// <summary>Stores the report or its correction, its figures and what follows.</summary>
    public async Task<(Report Report, ReportRevision Revision)> FileAsync(
        Guid id,
        OpenFiling open,
        ReadReport read,
        Act act,
        CancellationToken cancellation
    )
    {
        var report = open.Report ?? db.Reports.Add(Report.New(id, open.Plan.Id, read.Rule.Key, open.Unit, read.Span, act.At)).Entity;
        var revision = report.File(read.Content, open.Hash, open.Hand.OnBehalf, act);
        db.ReportRevisions.Add(revision);
        await counting.CountAsync(open.Plan, report, read, act.At, cancellation);
        read.Duty?.File(report);
        db.PublishFiled(report, revision.OnBehalf);
        return (report, revision);
    }

    /// <summary>What is due, at the unit's present place or where it lay when the duty was made.</summary>
    private async Task<ReportDuty?> DutyAsync(Guid planId, string rule, DateOnly from, PlanUnit unit, CancellationToken cancellation)
    {
        var duties = db.Duties.Where(row => row.PlanId == planId && row.Rule == rule && row.From == from);
        return await duties.FirstOrDefaultAsync(row => row.UnitPath == unit.Path, cancellation)
            ?? await duties.FirstOrDefaultAsync(row => row.UnitCode == unit.Code, cancellation);
    }

    private static Result<ReportSpan> SpanOf(PlanContent content, ReportingRule rule, DateOnly start, DateOnly today)
    {
        var spans = DutyCalendar.SpansOf(content, rule, WorkingDayCalendar.VietNam);
        return spans.FirstOrDefault(span => span.From == start) switch
        {
            null => ReportErrors.NotInPlan(spans.MinBy(span => Math.Abs(span.From.DayNumber - start.DayNumber))?.From),
            { From: var from } when from > today => ReportErrors.InFuture,
            var span => span,
        };
    }

    /// <summary>Whether the span was sent up. Asked again once the report is stored, where nobody else writes any more. The plan's own
    /// unit is not closed by what it sent up itself.</summary>
    public Task<bool> IsClosedAsync(OpenFiling open, string rule, DateOnly start, CancellationToken cancellation) =>
        open.Unit.Code == open.Plan.UnitCode
            ? Task.FromResult(false)
            : db.Consolidations.AnyAsync(
                row => row.PlanId == open.Plan.Id && row.Rule == rule && row.From == start && row.ReturnReason == null,
                cancellation
            );

    /// <summary>The figures with those of the unit that count already; one day of a target is never reported twice.</summary>
    private async Task<Result<ReadReport>> CountedAsync(
        OpenFiling open,
        PlanContent content,
        ReportingRule rule,
        ReportSpan span,
        FileReportRequest request,
        List<ReportedFigure> figures,
        CancellationToken cancellation
    )
    {
        var other = await db
            .Reports.Where(row =>
                row.PlanId == open.Plan.Id && row.Rule == rule.Key && row.From == span.From && row.UnitCode == open.Unit.Code
            )
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellation);
        if (open.Report is null && other is { } existing)
        {
            return ReportErrors.Exists(existing);
        }

        // Where the unit lay before is the same unit: what was reported there counts no second time.
        var paths = await db.Units.Where(row => row.Code == open.Unit.Code).Select(row => row.Path).ToListAsync(cancellation);
        paths = [.. paths.Append(open.Unit.Path).Distinct()];
        var counted = await db
            .Figures.Where(row => row.PlanId == open.Plan.Id && paths.Contains(row.UnitPath) && row.ReplacedAt == null)
            .ToListAsync(cancellation);
        var taken = await TakenBelowAsync(open, cancellation);
        var faults = new List<Error>();
        foreach (var (index, figure) in figures.Index())
        {
            if (counted.Any(row => row.Target == figure.Target && row.ReportId != other && row.From <= span.To && row.To >= span.From))
            {
                faults.Add(FigureErrors.Overlap(index, figure.Target));
            }
            else if (taken.Contains(figure.Target))
            {
                faults.Add(FigureErrors.FromPlanBelow(index, figure.Target));
            }
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var duty = await DutyAsync(open.Plan.Id, rule.Key, span.From, open.Unit, cancellation);
        return new ReadReport(content, rule, span, ContentOf(request, figures), counted, duty);
    }

    private static ReportContent ContentOf(FileReportRequest request, List<ReportedFigure> figures) =>
        new()
        {
            Figures = figures,
            Words = request.Words?.Trim(),
            NextWeek = request.NextWeek,
        };

    /// <summary>Targets whose figures come from a plan of the unit's own.</summary>
    private Task<List<string>> TakenBelowAsync(OpenFiling open, CancellationToken cancellation) =>
        (
            from link in db.TargetLinks
            join plan in db.Plans on link.PlanId equals plan.Id
            where link.ParentId == open.Plan.Id && link.Comparable && plan.UnitPath == open.Unit.Path
            select link.Above
        ).ToListAsync(cancellation);
}
