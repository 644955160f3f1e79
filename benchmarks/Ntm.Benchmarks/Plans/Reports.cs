using System.Diagnostics;
using System.Net.Http.Headers;
using Ntm.Planning.Domain.Plans;

namespace Ntm.Benchmarks.Plans;

/// <summary>Files the report of the open week of one commune after the other, each once.</summary>
internal sealed class Reports
{
    private const int Callers = 8;

    private readonly Province province;
    private readonly IReadOnlyList<(PlanUnit Unit, AuthenticationHeaderValue Officer)> callers;
    private int next = -1;

    public Reports(Province province)
    {
        this.province = province;
        callers = [.. province.Communes.Select(unit => (unit, province.OfficerOf(unit)))];
    }

    /// <summary>Files the next commune's report with twelve figures.</summary>
    public Task FileNextAsync()
    {
        var (unit, officer) = callers[Interlocked.Increment(ref next)];
        var report = new
        {
            planId = province.Plan,
            rule = ProvinceContent.Weekly,
            unitCode = unit.Code,
            start = Province.Today,
            figures = ProvinceContent.Numbers.Select(number => new
            {
                target = ProvinceContent.Key(number),
                value = number is 9 or 10 ? 60 : 8,
                of = number > 10 ? 10 : (int?)null,
            }),
            words = "Đã giải tỏa xong tuyến đường thôn, trồng hàng rào xanh và chỉnh trang vườn hộ.",
            nextWeek = new[] { "Trồng hàng rào xanh" },
        };
        return province.SendAsync(HttpMethod.Put, $"planning/reports/{Guid.CreateVersion7()}", report, officer);
    }

    /// <summary>Files some reports as fast as they are answered.</summary>
    public async Task<Pace> FileAsync(int count)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (_, _) => await FileNextAsync()
        );
        var accepted = watch.Elapsed.TotalSeconds;
        await province.DrainAsync();
        var settled = watch.Elapsed.TotalSeconds;
        return new Pace(
            count / accepted,
            count / settled,
            (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / count
        );
    }
}
