using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Dossier.Reconciliation;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class ReconciliationOnTimeTests
{
    [Fact]
    public async Task The_timer_is_set_once_mends_when_it_fires_as_the_platform_and_sets_itself_again()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        var module = new DossierModule();
        await module.PrepareAsync(app.Platform.Services, CancellationToken.None);
        await module.PrepareAsync(app.Platform.Services, CancellationToken.None);
        var first = await app.LookAsync(db => db.Timers.SingleAsync(row => row.Kind == ReconcileOnTime.Timer));
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());

        app.Platform.Clock.SetTo(first.DueAt);
        await Eventually.TrueAsync(() => app.LookAsync(db => db.OpenStages.AnyAsync()), "the task is back");

        await app.WasAuditedAsync(id, Difference.TaskMissing, by: "system");
        await Eventually.TrueAsync(
            () => app.LookAsync(db => db.Timers.AnyAsync(row => row.Kind == ReconcileOnTime.Timer && row.DueAt > first.DueAt)),
            "the next time is set"
        );
        Assert.Equal(
            first.DueAt.AddHours(6),
            (await app.LookAsync(db => db.Timers.SingleAsync(row => row.Kind == ReconcileOnTime.Timer))).DueAt,
            TimeSpan.FromSeconds(1)
        );
    }

    [Fact]
    public async Task In_sample_mode_nothing_is_scheduled()
    {
        await using var app = await DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Data:Sample"] = "true" });

        await new DossierModule().PrepareAsync(app.Platform.Services, CancellationToken.None);

        Assert.Equal(0, await app.LookAsync(db => db.Timers.CountAsync(row => row.Kind == ReconcileOnTime.Timer)));
    }

    [Theory]
    [InlineData("ReconcileEvery", "00:14:59")]
    [InlineData("ReconcileEvery", "7.00:00:01")]
    [InlineData("ReconcileGrace", "00:00:59")]
    [InlineData("ReconcileGrace", "1.00:00:01")]
    [InlineData("ReconcileClosedEvery", "23:59:59")]
    [InlineData("ReconcileClosedEvery", "365.00:00:01")]
    public async Task A_setting_out_of_its_range_stops_the_start(string name, string value)
    {
        var failure = await Record.ExceptionAsync(() =>
            DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Dossier:" + name] = value })
        );

        Assert.Contains(
            name,
            Assert.IsType<Microsoft.Extensions.Options.OptionsValidationException>(failure).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_verb_mends_all_pages_and_exits_with_1_while_a_difference_is_left()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        (await app.OpenAsync(title: "xa-ntm-nang-cao")).Ok();
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());
        var verb = new DossierModule().Verbs["reconcile"];
        using var first = new StringWriter();
        using var second = new StringWriter();

        Assert.Equal(0, await verb(app.Platform.Services, first, CancellationToken.None));
        await app.SpoilAsync(db => db.Audit.Where(row => row.DossierId == Guid.Parse(id) && row.Sequence == 1).ExecuteDeleteAsync());
        Assert.Equal(1, await verb(app.Platform.Services, second, CancellationToken.None));

        Assert.Contains("sửa 2, còn lại 0", first.ToString(), StringComparison.Ordinal);
        Assert.Contains($"đã sửa Xã Sơn Bằng 2023 {id} {Difference.TaskMissing}", first.ToString(), StringComparison.Ordinal);
        Assert.Contains("CÒN LẠI", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_open_tasks_by_stage_and_age_and_differences_by_code()
    {
        await using var app = await DossierApp.StartAsync();
        (await app.OpenAsync()).Ok();
        app.Platform.Clock.Advance(TimeSpan.FromDays(7));
        var seen = new HashSet<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == DossierMetrics.Name)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
            {
                lock (seen)
                {
                    seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value}");
                }
            }
        );
        listener.Start();

        await app.Platform.Services.GetServices<IHostedService>().OfType<CountTasks>().Single().CountAsync(CancellationToken.None);
        listener.RecordObservableInstruments();
        await app.SpoilAsync(db => db.OpenStages.ExecuteDeleteAsync());
        await app.MendAsync();

        Assert.Contains("ntm.dossier.open_tasks self-assessment month False 1", seen);
        Assert.Contains($"ntm.dossier.differences {Difference.TaskMissing} True 1", seen);
    }
}
