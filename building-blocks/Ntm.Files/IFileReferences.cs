namespace Ntm.Files;

/// <summary>Which content of the store a service's committed rows reference; each service that stores files registers one.</summary>
public interface IFileReferences
{
    /// <summary>Name of the service.</summary>
    string Service { get; }

    /// <summary>Whether any committed row references the content.</summary>
    Task<bool> NamesAsync(string hash, CancellationToken ct);
}
