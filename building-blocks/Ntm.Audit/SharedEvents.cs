using System.Globalization;

namespace Ntm.Audit;

/// <summary>Events about dossiers, which their service holds as it published them and the feed as it shows them.</summary>
public static class SharedEvents
{
    public const string Kind = "event";

    /// <summary>An event as both say it.</summary>
    public static SharedRow Row(Guid dossierId, long sequence, string body) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Kind}/{dossierId:D}/{sequence}"), TextHash.Of(body));
}
