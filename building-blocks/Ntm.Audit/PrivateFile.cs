namespace Ntm.Audit;

/// <summary>Files that only their owner reads, and that are there as a whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OfOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a file that is not there yet.</summary>
    /// <exception cref="IOException">It is there, or cannot be written.</exception>
    public static void Create(string path, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OfOwner;
        }

        // Written aside and renamed: a process that is killed half-way must not leave half a file.
        var aside = $"{path}.{Guid.CreateVersion7():N}.new";
        try
        {
            using (var file = new FileStream(aside, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: false);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    /// <summary>Makes a folder, with those above it, that only its owner enters.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OfOwner | UnixFileMode.UserExecute);
        }
    }
}
