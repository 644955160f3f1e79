using System.ComponentModel.DataAnnotations;

namespace Ntm.Notifications;

/// <summary>Settings of the notifications service, section <c>Notifications</c>.</summary>
public sealed class NotificationsOptions
{
    public const string Section = "Notifications";

    /// <summary>
    /// How long a notice is kept after what it reports, with the rows of who has read it; 30 days to 10 years. Default 400 days: a
    /// whole campaign of recognition and the announcement after it.
    /// </summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "3650.00:00:00")]
    public TimeSpan NoticeRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How long an event stays in the feed after it happened, 90 days to 100 years; longer than any other system may stop reading.
    /// Default 400 days: a whole campaign. The newest event of each dossier always stays; of a plan none does.
    /// </summary>
    [Range(typeof(TimeSpan), "90.00:00:00", "36500.00:00:00")]
    public TimeSpan FeedRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// Address under which other systems reach the installation, e.g. <c>https://ntm.example.vn</c>. Events name it as their source and in
    /// the ids of their schemas. Null by default: they name the province alone. Change it only together with those who receive events.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Readers of the feed that may wait at one replica at a time, by long poll or stream; more are answered 503. 1 to 10,000; default
    /// 100, of the 512 requests that a gateway has under way.
    /// </summary>
    [Range(1, 10_000)]
    public int FeedWaits { get; set; } = 100;

    /// <summary>How many of them may be one caller's; more are answered 429. 1 to 1,000; default 5.</summary>
    [Range(1, 1_000)]
    public int FeedWaitsPerCaller { get; set; } = 5;
}
