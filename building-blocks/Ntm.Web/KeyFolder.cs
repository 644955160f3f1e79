using Microsoft.AspNetCore.DataProtection;

namespace Ntm.Web;

/// <summary>A folder of data-protection keys of one service, so that a copy of its database alone opens no secret in it.</summary>
public static class KeyFolder
{
    /// <summary>What encrypts with the keys of the folder, which only this account of the system enters; makes folder and first key where
    /// there are none.</summary>
    /// <param name="path">The folder; replicas of the service share it.</param>
    /// <param name="application">Name of the service: what another encrypted is not opened.</param>
    public static IDataProtectionProvider Open(string path, string application)
    {
        var folder = new DirectoryInfo(path);
        folder.Create();
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return DataProtectionProvider.Create(folder, setup => setup.SetApplicationName(application));
    }
}
