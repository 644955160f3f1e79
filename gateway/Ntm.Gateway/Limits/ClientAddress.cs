namespace Ntm.Gateway.Limits;

/// <summary>The bucket of whoever holds the connection; what known proxies say of the address is applied before.</summary>
internal static class ClientAddress
{
    public static string Of(HttpContext context) => Web.ClientAddress.BucketOf(context.Connection.RemoteIpAddress);
}
