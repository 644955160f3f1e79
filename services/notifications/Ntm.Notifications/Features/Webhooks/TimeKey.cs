using System.Globalization;

namespace Ntm.Notifications.Features.Webhooks;

/// <summary>Sort key of lists by time.</summary>
internal static class TimeKey
{
    public static string Of(DateTimeOffset at, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks}|{id:D}");

    public static (DateTimeOffset At, Guid Id)? Read(string? key) =>
        key?.Split('|') is [var ticks, var id]
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out var number)
        && Guid.TryParse(id, out var last)
            ? (new DateTimeOffset(Math.Clamp(number, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero), last)
            : null;
}
