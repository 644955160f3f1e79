using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class SampleClockTests : IDisposable
{
    private static readonly DateTimeOffset Instant = new(2023, 4, 9, 23, 59, 59, 999, TimeSpan.FromHours(7));

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-clock-").FullName;

    private string Place => Path.Combine(folder, "below", "clock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_file_it_is_the_machines_clock()
    {
        var before = TimeProvider.System.GetUtcNow();

        var now = new SampleClock(Place).GetUtcNow();

        Assert.InRange(now, before, TimeProvider.System.GetUtcNow());
        Assert.False(new SampleClock(Place).IsFixed);
    }

    [Fact]
    public void It_shows_the_instant_of_the_file_to_the_tick_to_every_reader()
    {
        var tick = Instant.AddTicks(9999);
        new SampleClock(Place).SetTo(tick);

        Assert.Equal(tick, new SampleClock(Place).GetUtcNow());
        Assert.Equal(TimeSpan.Zero, new SampleClock(Place).GetUtcNow().Offset);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Place)!));
    }

    [Fact]
    public void It_goes_back_and_back_to_the_machine()
    {
        var clock = new SampleClock(Place);
        clock.SetTo(Instant);
        clock.SetTo(Instant.AddYears(-1));

        Assert.Equal(Instant.AddYears(-1), clock.GetUtcNow());

        clock.SetTo(null);
        clock.SetTo(null);
        Assert.False(clock.IsFixed);
    }

    [Fact]
    public async Task A_reader_during_a_change_sees_the_old_or_the_new_instant()
    {
        var clock = new SampleClock(Place);
        clock.SetTo(Instant);
        var seen = new List<DateTimeOffset>();
        var writing = Task.Run(() =>
        {
            for (var time = 1; time <= 300; time++)
            {
                clock.SetTo(Instant.AddDays(time));
            }
        });
        while (!writing.IsCompleted)
        {
            seen.Add(clock.GetUtcNow());
        }

        await writing;

        Assert.Equal(seen.Order(), seen);
        Assert.All(seen, instant => Assert.Equal(Instant.TimeOfDay, instant.ToOffset(TimeSpan.FromHours(7)).TimeOfDay));
    }
}
