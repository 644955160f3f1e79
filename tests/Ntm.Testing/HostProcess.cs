using System.Diagnostics;
using System.Net;
using System.Text;

namespace Ntm.Testing;

/// <summary>The host as a process of its own, on a data folder and port that stay over its deaths.</summary>
/// <param name="program">Path of <c>Ntm.Host.dll</c>, or of another executable.</param>
/// <param name="folder">Data folder.</param>
/// <param name="environment">Environment variables on top of this process's.</param>
/// <param name="arguments">The arguments that give another executable its address; unless given, those that give the host its folder and
/// address.</param>
public sealed class HostProcess(
    string program,
    string folder,
    IReadOnlyDictionary<string, string>? environment = null,
    Func<string, string[]>? arguments = null
) : IAsyncDisposable
{
    private readonly StringBuilder output = new();
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{Loopback.FreePort()}");

    /// <summary>What the process wrote since the first start.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Resident memory now, bytes.</summary>
    public long WorkingSet
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Starts the process and waits until it is ready; returns how long that took.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        Begin();
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.TrueAsync(() => ReadyAsync(http), "the host is ready");
        return watch.Elapsed;
    }

    /// <summary>Starts the process without waiting.</summary>
    public void Begin()
    {
        var address = Address.ToString().TrimEnd('/');
        var start = new ProcessStartInfo(
            "dotnet",
            [program, .. arguments?.Invoke(address) ?? ["--Host:DataFolder=" + folder, "--Host:Address=" + address]]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed by the process.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>Sends a signal by its name, as <c>STOP</c> and <c>CONT</c>: between the two the process does nothing and gets no notice
    /// why.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process!.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Whether it runs not, or no more.</summary>
    public bool Ended => process is null or { HasExited: true };

    /// <summary>Processor time that it has used since its last start.</summary>
    public TimeSpan Worked
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    private async Task<bool> ReadyAsync(HttpClient http)
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"The host ended with {process.ExitCode}:\n{Output}");
        }

        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            if (line is not null && output.Length < 200_000)
            {
                output.AppendLine(line);
            }
        }
    }
}
