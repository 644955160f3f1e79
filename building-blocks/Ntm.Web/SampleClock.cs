using System.Globalization;

namespace Ntm.Web;

/// <summary>
/// The clock of the sample mode: fixed at the instant in a small file that every process of this machine reads. Without the file it
/// is the machine's clock. Timers of the runtime keep real time.
/// </summary>
/// <param name="path">The file that all processes share.</param>
public sealed class SampleClock(string path) : TimeProvider
{
    /// <summary>Setting that names the file; sample mode only.</summary>
    public const string Setting = "Data:SampleClock";

    /// <summary>Whether the clock is fixed at an instant.</summary>
    public bool IsFixed => Read() is not null;

    public override DateTimeOffset GetUtcNow() => Read() ?? base.GetUtcNow();

    /// <summary>Fixes the clock at an instant, earlier or later; null returns it to the machine's clock.</summary>
    public void SetTo(DateTimeOffset? instant)
    {
        if (instant is null)
        {
            File.Delete(path);
            return;
        }

        // Renamed into place: a reader sees the old instant or the new one, never half of it.
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        File.WriteAllText(draft, instant.Value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        File.Move(draft, path, overwrite: true);
    }

    private DateTimeOffset? Read()
    {
        // Runs at every read of the clock: an exception each time would cost more than the read.
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return DateTimeOffset.ParseExact(File.ReadAllText(path), "O", CultureInfo.InvariantCulture);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
