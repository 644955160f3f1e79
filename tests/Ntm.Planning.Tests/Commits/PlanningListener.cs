using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Tests.Commits;

/// <summary>Hears the diagnostic events of EF Core about one planning database, on the thread that causes them; the service has no part in
/// it.</summary>
internal abstract class PlanningListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string database;
    private readonly List<IDisposable> subscriptions = [];
    private int hits;

    /// <param name="like">A context of the database.</param>
    protected PlanningListener(PlanningDbContext like) => database = NameOf(like);

    /// <summary>How often the moment came: once at most.</summary>
    public int Hits => Volatile.Read(ref hits);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public abstract void OnNext(KeyValuePair<string, object?> value);

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());

    /// <summary>Begins to hear.</summary>
    protected void Listen() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    protected bool IsOfDatabase(PlanningDbContext db) => NameOf(db) == database;

    /// <summary>True the first time alone.</summary>
    protected bool Take() => Interlocked.Exchange(ref hits, 1) == 0;

    private static string NameOf(PlanningDbContext db)
    {
        var connection = db.Database.GetDbConnection();
        return $"{connection.DataSource}/{connection.Database}";
    }
}
