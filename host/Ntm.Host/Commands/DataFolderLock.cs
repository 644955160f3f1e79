namespace Ntm.Host.Commands;

/// <summary>One process a data folder. The system frees the lock when the process ends, however it ends.</summary>
internal static class DataFolderLock
{
    /// <exception cref="SettingsException">Another process works on the folder.</exception>
    public static IDisposable Take(string folder)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "host.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SettingsException([
                $"Thư mục dữ liệu {Path.GetFullPath(folder)} đang được một tiến trình khác dùng. Dừng tiến trình đó, hoặc chọn thư "
                    + "mục khác bằng --Host:DataFolder=…",
            ]);
        }
    }
}
