namespace Ntm.Testing;

/// <summary>Clients whose time limit is a safety net: what a test asks may take as long as a busy machine needs.</summary>
public static class PatientClient
{
    /// <summary>A client of a server.</summary>
    public static HttpClient Of(Uri address) => new() { BaseAddress = address, Timeout = Eventually.Limit };
}
