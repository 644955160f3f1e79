namespace Ntm.Dossier;

/// <summary>Settings of the dossier service, section <c>Dossier</c>.</summary>
public sealed class DossierOptions
{
    public const string Section = "Dossier";

    /// <summary>
    /// Folder with the path files. Default: <c>Paths</c> beside the program. Every version that a running dossier began
    /// with must stay in it; a file with faults stops the start.
    /// </summary>
    public string PathsFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "Paths");
}
