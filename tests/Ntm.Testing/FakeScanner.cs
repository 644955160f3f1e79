using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ntm.Testing;

/// <summary>A daemon like ClamAV's on this machine, of which only <c>zINSTREAM</c> is understood: it finds <see cref="Marker"/>.</summary>
public sealed class FakeScanner : IAsyncDisposable
{
    /// <summary>Text in which it sees malware.</summary>
    public const string Marker = "NTM-TEST-MALWARE";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Task serving;

    public FakeScanner()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Whether it answers with an error, as when it was sent more than it takes.</summary>
    public bool Fails { get; set; }

    /// <summary>Lengths of what it was sent, in order.</summary>
    public ConcurrentQueue<int> Scanned { get; } = new();

    /// <summary>Settings of a service that uses it.</summary>
    public Dictionary<string, string?> Settings =>
        new() { ["Files:Scanner:Host"] = "127.0.0.1", ["Files:Scanner:Port"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}" };

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var connection = await listener.AcceptTcpClientAsync(ended.Token);
            await using var wire = connection.GetStream();
            try
            {
                await AnswerAsync(wire);
            }
            catch (IOException)
            {
                // Who asked has gone away.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream wire)
    {
        var command = new byte["zINSTREAM\0".Length];
        await wire.ReadExactlyAsync(command, ended.Token);
        using var content = new MemoryStream();
        var head = new byte[sizeof(int)];
        while (true)
        {
            await wire.ReadExactlyAsync(head, ended.Token);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
            if (piece.Length == 0)
            {
                break;
            }

            await wire.ReadExactlyAsync(piece, ended.Token);
            content.Write(piece);
        }

        Scanned.Enqueue((int)content.Length);
        var found = Encoding.Latin1.GetString(content.ToArray()).Contains(Marker, StringComparison.Ordinal);
        var answer =
            Encoding.ASCII.GetString(command) != "zINSTREAM\0" ? "UNKNOWN COMMAND\0"
            : Fails ? "INSTREAM size limit exceeded. ERROR\0"
            : found ? "stream: Ntm.Test.Malware FOUND\0"
            : "stream: OK\0";
        await wire.WriteAsync(Encoding.ASCII.GetBytes(answer), ended.Token);
    }
}
