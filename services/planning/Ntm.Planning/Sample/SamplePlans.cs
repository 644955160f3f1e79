using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Persistence;
using Ntm.Planning.Persistence;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Sample;

/// <summary>
/// Five real plans of the sample province, each a workbook as an officer would send it. Where a copy lacks number and day of issue they are
/// made up: such a number begins with MẪU, and the day is the first one of the plan's time.
/// </summary>
internal sealed class SamplePlans(
    Transactions<PlanningDbContext> transactions,
    PublicationEffects effects,
    TimeProvider clock,
    ILogger<Plan> log
)
{
    /// <summary>The workbooks, and where each plan belongs. Units reach the directory by events only after the first start.</summary>
    public static readonly IReadOnlyList<SamplePlan> All =
    [
        new("thi-dua-yen-hoa-2021.xlsx", "MẪU-S0-KH/BCĐ", 2021, Commune("18679", "Xã Yên Hòa", "446")),
        new("14-kh-bcd-cam-ha-2022.xlsx", "14-KH/BCĐ", 2022, Commune("18724", "Xã Cẩm Hà", "446")),
        new("07-kh-bcd-cam-xuyen-2021.xlsx", "07-KH/BCĐ", 2021, new("446", "Huyện Cẩm Xuyên", "42/446", PlanLevel.District)),
        new("01-kh-bcd-son-bang-2023.xlsx", "01/KH-BCĐ", 2023, Commune("18175", "Xã Sơn Bằng", "439")),
        new("thuc-hien-ntm-son-trung-2020.xlsx", "MẪU-S4/KH-UBND", 2020, Commune("18187", "Xã Sơn Trung", "439")),
    ];

    /// <summary>Imports and publishes each workbook once, with all that follows from a publication: of a plan whose time is over,
    /// duties and tasks are there as closed, and nobody is notified of them. A plan that is not issued yet by the clock waits for a
    /// later start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var work = await transactions.BeginAsync(cancellation);
        var db = transactions.Db;
        foreach (var sample in All)
        {
            // A plan goes with its unit; its place in lists stays.
            var (place, number) = (Plan.SortKeyOf(sample.Year, sample.Unit.Path), sample.Number);
            if (!await db.Plans.AnyAsync(plan => plan.SortKey.StartsWith(place) && plan.Number == number, cancellation))
            {
                await PublishAsync(db, sample, cancellation);
            }
        }

        await db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
    }

    /// <summary>What the workbook of a sample says.</summary>
    public static PlanContent ContentOf(SamplePlan sample)
    {
        using var stream = typeof(SamplePlans).Assembly.GetManifestResourceStream(typeof(SamplePlans), sample.File)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var content = PlanWorkbook.Read(sample.File, Convert.ToBase64String(bytes.ToArray()), sample.Year).Then(read => read.ToResult());
        return content.Refused ? throw new UnusableDataException($"{sample.File}: {content.Errors[0].Message}") : content.Value;
    }

    private async Task PublishAsync(PlanningDbContext db, SamplePlan sample, CancellationToken cancellation)
    {
        var (content, now) = (ContentOf(sample), clock.GetUtcNow());
        if (content.Header.IssuedOn > VietnamTime.DayOf(now))
        {
            return;
        }

        var plan = Plan.New(sample.Unit, sample.Year, content, new Act("sample-officer", "Dữ liệu mẫu", now, null));
        var edition = plan.Publish(null, null, null, new Act("sample-leader", "Dữ liệu mẫu", now, null));
        if (edition.Refused)
        {
            throw new UnusableDataException($"{sample.File}: {edition.Errors[0].Message}");
        }

        db.Plans.Add(plan);
        await db.PublishAsync(plan, edition.Value, cancellation);
        await effects.ApplyAsync(plan, null, edition.Value, cancellation);
        log.PlanPublished(plan.Id, plan.UnitCode, edition.Value.Number, edition.Value.PublishedBy, edition.Value.Hash);
    }

    private static PlanUnit Commune(string code, string name, string district) =>
        new(code, name, $"42/{district}/{code}", PlanLevel.Commune);
}

/// <summary>A plan of the sample province.</summary>
/// <param name="File">Name of its workbook.</param>
/// <param name="Number">Number that the workbook states.</param>
/// <param name="Year">Year of the campaign.</param>
/// <param name="Unit">Unit that it is for.</param>
internal sealed record SamplePlan(string File, string Number, int Year, PlanUnit Unit);
