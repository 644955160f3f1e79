using System.Collections.Concurrent;
using System.Text.Json;
using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>The disk of the single process, databases and files together, runs full under load and is freed again.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int Megabytes = 128;
    private const int Workers = 3;

    [Fact]
    public async Task A_full_disk_is_reported_loses_nothing_and_is_over_once_there_is_room()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, "Nothing may be mounted here.");
        await using var host = new FaultyHost(inboxOff: false, folder: Path.Combine(disk.Folder, "data"));
        Directory.CreateDirectory(host.Folder);
        using var refusals = new Refusals();
        using var http = new HttpClient(refusals) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(20) };
        using var ledger = new Ledger();
        using var load = new CommuneLoad(http, ledger);
        await host.StartAsync();
        var measure = await load.PrepareAsync(Workers);
        load.Begin();
        await ledger.NextAsync();

        await Eventually.TrueAsync(
            () =>
            {
                // What a checkpoint or a removed file gives back is taken again.
                disk.Fill();
                return refusals.Count > 20;
            },
            "the host refuses what it cannot keep"
        );
        var accepted = ledger.Steps.Count;
        disk.Free();
        await Eventually.TrueAsync(() => ledger.Steps.Count > accepted + 20, "the work goes on once there is room");
        await load.FinishAsync();
        output.WriteLine($"{refusals}; {accepted} steps accepted before there was room again, {ledger.Steps.Count} in all");

        Assert.Empty(refusals.Unclear);
        var report = await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, measure, TimeSpan.FromSeconds(30));
        report.Findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(report.Findings);

        // The check is not blind: a file whose acceptance was made up is missed.
        using var forged = ledger.But(with: ledger.Of("file").Last() with { Key = "lost", Detail = "lost" });
        Assert.NotEmpty((await LedgerProgram.RunAsync(host.Truth, forged, host.Address, measure, TimeSpan.FromSeconds(5))).Findings);
    }

    /// <summary>Counts what was answered with a failure of the server, by code.</summary>
    private sealed class Refusals : DelegatingHandler
    {
        private readonly ConcurrentQueue<string> codes = new();

        public Refusals()
            : base(new SocketsHttpHandler()) { }

        public int Count => codes.Count;

        /// <summary>Answers that do not say what is wrong.</summary>
        public IEnumerable<string> Unclear => codes.Except(["503 platform.database_unavailable", "507 platform.storage_full"]);

        public override string ToString() => string.Join(", ", codes.CountBy(code => code).Select(pair => $"{pair.Value} × {pair.Key}"));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode >= 500)
            {
                var body = await answer.Content.ReadAsStringAsync(cancellationToken);
                codes.Enqueue(
                    $"{(int)answer.StatusCode} {(body.StartsWith('{') ? JsonElement.Parse(body).GetProperty("code").GetString() : body)}"
                );
            }

            return answer;
        }
    }
}
