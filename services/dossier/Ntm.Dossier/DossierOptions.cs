using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Ntm.Dossier;

/// <summary>Settings of the dossier service, section <c>Dossier</c>.</summary>
public sealed class DossierOptions
{
    public const string Section = "Dossier";

    /// <summary>
    /// Folder with the path files. Default: <c>Paths</c> beside the program. Every version that a dossier began
    /// with must stay in it unchanged; a missing or changed one, or a file with faults, stops the start.
    /// </summary>
    [Required]
    public string PathsFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "Paths");

    /// <summary>Time from one scheduled reconciliation of all dossiers to the next, 15 minutes to 7 days. Default 6 hours.</summary>
    [Range(typeof(TimeSpan), "00:15:00", "7.00:00:00")]
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long an event may be on its way before it is a difference, 1 minute to 1 day. Default 30 minutes: longer than all
    /// tries of a delivery.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ReconcileGrace { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A closed dossier that the other services have confirmed is checked again after this time, 1 to 365 days. Default 30 days. At
    /// once, when the feed's epoch has changed since.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan ReconcileClosedEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Comments that residents may send from one address an hour, 1 to 1,000. Default 10: a household or an office shares
    /// one.</summary>
    [Range(1, 1000)]
    public int CommentsPerAddress { get; set; } = 10;

    /// <summary>Comments that one public notice takes from residents a day, 1 to 300. Default 60.</summary>
    [Range(1, 300)]
    public int CommentsPerNotice { get; set; } = 60;

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of the gateway. What it says in <c>X-Forwarded-For</c> is believed about the address of a
    /// resident, as is what this very machine says. Default none.
    /// </summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Faults that annotations cannot express, in Vietnamese.</summary>
    internal static IEnumerable<string> Faults(DossierOptions options, IConfiguration configuration) =>
        Web.KnownProxies.Faults($"{Section}:{nameof(KnownProxies)}", options.KnownProxies);
}
