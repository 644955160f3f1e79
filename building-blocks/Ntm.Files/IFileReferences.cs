namespace Ntm.Files;

/// <summary>What a service's committed rows name of the store; each service that keeps files registers one.</summary>
public interface IFileReferences
{
    /// <summary>Name of the service.</summary>
    string Service { get; }

    /// <summary>Whether any committed row names the content.</summary>
    Task<bool> NamesAsync(string hash, CancellationToken ct);
}
