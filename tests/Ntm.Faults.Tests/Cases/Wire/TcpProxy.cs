using System.Net;
using System.Net.Sockets;

namespace Ntm.Faults.Tests.Cases.Wire;

/// <summary>What becomes of a message.</summary>
internal enum Fate
{
    Pass,

    /// <summary>It vanishes, and the connection stays.</summary>
    Drop,

    /// <summary>It vanishes, and its connection with it.</summary>
    Cut,
}

/// <summary>One message of the protocol, whole.</summary>
/// <param name="Connection">Number of the connection.</param>
/// <param name="FromClient">Which way it goes.</param>
/// <param name="Bytes">All of it.</param>
internal readonly record struct Message(int Connection, bool FromClient, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Stands between clients and a server on this machine and passes each message to a callback that decides what becomes of it. A
/// message is held for as long as the decision takes.
/// </summary>
/// <param name="target">Port of the server; it may change while connections come.</param>
/// <param name="wire">How the protocol cuts its stream into messages.</param>
/// <param name="decide">Decides.</param>
/// <param name="passed">Called when a message has gone on to the other side; may still cut the connection.</param>
/// <param name="closed">Called when a connection has ended.</param>
internal sealed class TcpProxy(
    int target,
    IWire wire,
    Func<Message, ValueTask<Fate>> decide,
    Func<Message, ValueTask<Fate>>? passed = null,
    Action<int>? closed = null
) : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly List<(TcpClient Client, TcpClient Server)> open = [];
    private Task accepting = Task.CompletedTask;
    private int connections;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public TcpProxy Start()
    {
        listener.Start();
        accepting = Task.Run(AcceptAsync);
        return this;
    }

    /// <summary>Ends every connection of now; new ones are taken.</summary>
    public void CutAll()
    {
        lock (open)
        {
            open.ForEach(pair => Close(pair.Client, pair.Server));
            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        CutAll();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                _ = Task.Run(() => CarryAsync(client, Interlocked.Increment(ref connections)));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client, int number)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, ended.Token);
            (client.NoDelay, server.NoDelay) = (true, true);
            lock (open)
            {
                open.Add((client, server));
            }

            await Task.WhenAny(PumpAsync(number, client, server, fromClient: true), PumpAsync(number, server, client, fromClient: false));
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // The server is unavailable: so is the connection.
        }

        Close(client, server);
        closed?.Invoke(number);
    }

    private async Task PumpAsync(int number, TcpClient from, TcpClient to, bool fromClient)
    {
        var (buffer, filled, first) = (new byte[64 * 1024], 0, true);
        try
        {
            while (await from.GetStream().ReadAsync(buffer.AsMemory(filled)) is var read and > 0)
            {
                filled += read;
                var start = 0;
                while (
                    wire.Length(buffer.AsSpan(start, filled - start), fromClient, first) is var length and > 0 && start + length <= filled
                )
                {
                    first = false;
                    if (await PassAsync(new Message(number, fromClient, buffer.AsMemory(start, length)), to) == Fate.Cut)
                    {
                        return;
                    }

                    start += length;
                }

                (filled, buffer) = Keep(buffer, start, filled);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // One side has gone; the other is closed by the caller.
        }
    }

    private async Task<Fate> PassAsync(Message message, TcpClient to)
    {
        var fate = await decide(message);
        if (fate == Fate.Pass)
        {
            await to.GetStream().WriteAsync(message.Bytes);
            fate = passed is null ? fate : await passed(message);
        }

        return fate;
    }

    /// <summary>What is left of the buffer comes to its front, and the buffer grows when it is full.</summary>
    private static (int Filled, byte[] Buffer) Keep(byte[] buffer, int start, int filled)
    {
        var next = filled - start == buffer.Length ? new byte[buffer.Length * 2] : buffer;
        Buffer.BlockCopy(buffer, start, next, 0, filled - start);
        return (filled - start, next);
    }

    private static void Close(TcpClient client, TcpClient server)
    {
        client.Close();
        server.Close();
    }
}
