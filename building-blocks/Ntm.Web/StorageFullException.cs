namespace Ntm.Web;

/// <summary>There is no room left for what was sent; nothing of it was kept.</summary>
public sealed class StorageFullException(IOException cause) : Exception("There is no room left.", cause)
{
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether a failure says that the disk, or the share of it that may be used, is full.</summary>
    public static bool IsBehind(IOException failure) => failure.HResult is NoSpace or NoQuota or WindowsDiskFull;
}
