using Ntm.Faults.Tests.Cases.Wire;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>The wire between a probe and PostgreSQL: on demand the connection ends after a commit was done and before it was
/// said.</summary>
internal sealed class DatabaseWire : IAsyncDisposable
{
    private readonly TcpProxy proxy;
    private int wanted;
    private int cuts;

    public DatabaseWire(int port) => proxy = new TcpProxy(port, new PostgreSqlWire(), Decide).Start();

    public int Port => proxy.Port;

    /// <summary>Commits that were done and never confirmed.</summary>
    public int Cuts => cuts;

    /// <summary>Swallows the answers to the next so many commits.</summary>
    public void CutCommits(int count) => Interlocked.Exchange(ref wanted, count);

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    private ValueTask<Fate> Decide(Message message)
    {
        if (!PostgreSqlWire.SaysCommitted(message) || Interlocked.Decrement(ref wanted) < 0)
        {
            return ValueTask.FromResult(Fate.Pass);
        }

        Interlocked.Increment(ref cuts);
        return ValueTask.FromResult(Fate.Cut);
    }
}
