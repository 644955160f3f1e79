using System.Diagnostics;
using System.Threading.Channels;
using Ntm.Testing;

namespace Ntm.Client.Tests.Samples;

/// <summary>A sample that runs as its reader would run it: what it prints, line by line, and how it ends.</summary>
internal sealed class SampleProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Channel<string> errors = Channel.CreateUnbounded<string>();

    private SampleProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Note(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Note(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => process.HasExited;

    /// <summary>Folder of the samples in the checkout.</summary>
    public static string Folder { get; } = Path.Combine(Checkout(AppContext.BaseDirectory), "docs", "samples");

    /// <summary>Skips the test on a machine that lacks a program.</summary>
    public static void Needs(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        Assert.SkipWhen(missing.Count > 0, $"Not on this machine: {string.Join(", ", missing)}");
    }

    public static SampleProgram Start(string program, string[] arguments, Dictionary<string, string> settings, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            process.StandardInput.BaseStream.Write(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading: what it said is looked at.
        }

        return new SampleProgram(process);
    }

    /// <summary>The next lines that it prints.</summary>
    public async Task<List<string>> ReadAsync(int count)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        var read = new List<string>();
        while (read.Count < count && await lines.Reader.WaitToReadAsync(limit.Token))
        {
            read.Add(await lines.Reader.ReadAsync(limit.Token));
        }

        return read;
    }

    /// <summary>How it ended, and all that it printed that nobody has read.</summary>
    public async Task<(int Code, List<string> Output, List<string> Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await AllAsync(lines, limit.Token), await AllAsync(errors, limit.Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<List<string>> AllAsync(Channel<string> channel, CancellationToken limit) =>
        await channel.Reader.ReadAllAsync(limit).ToListAsync(limit);

    private static void Note(Channel<string> channel, string? line)
    {
        if (line is null)
        {
            channel.Writer.TryComplete();
        }
        else
        {
            channel.Writer.TryWrite(line);
        }
    }

    private static string Checkout(string folder) =>
        File.Exists(Path.Combine(folder, "NtmPlatform.sln")) ? folder : Checkout(Directory.GetParent(folder)!.FullName);
}
