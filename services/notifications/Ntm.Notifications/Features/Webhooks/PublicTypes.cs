namespace Ntm.Notifications.Features.Webhooks;

/// <summary>Types that a subscription may name.</summary>
internal static class PublicTypes
{
    public static bool IsKnown(string type) => type.StartsWith("vn.ntm.", StringComparison.Ordinal);
}
