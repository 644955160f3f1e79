using System.ComponentModel.DataAnnotations;

namespace Ntm.Persistence;

/// <summary>Database engines that every service runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file a service, embedded; the default of the single process.</summary>
    Sqlite,
    PostgreSql,
    SqlServer,
}

/// <summary>Where services keep their data; section <c>Persistence</c>.</summary>
public sealed class PersistenceOptions
{
    public const string Section = "Persistence";

    /// <summary>Engine of every service. Default: <see cref="DatabaseProvider.Sqlite"/>.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// Connection string in which <c>{service}</c> stands for the service's name, so that each has a database of its own:
    /// <c>Data Source=data/{service}.db</c>. Required; the name may be left out only where one service runs alone.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether pending migrations are applied at start. Only the single process does; elsewhere a job runs
    /// <c>migrate</c>.</summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>Stands for the service's name.</summary>
    internal const string Service = "{service}";

    internal bool IsPerService => ConnectionString.Length == 0 || ConnectionString.Contains(Service, StringComparison.Ordinal);

    public string For(string service) => ConnectionString.Replace(Service, service, StringComparison.Ordinal);
}
