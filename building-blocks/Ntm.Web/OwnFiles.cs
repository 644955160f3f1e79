using System.Runtime.InteropServices;

namespace Ntm.Web;

/// <summary>Files that a process makes are its own: databases, uploads and keys are nobody else's to read.</summary>
public static class OwnFiles
{
    /// <summary>Nothing for others, and no writing for the group, which a volume may be shared by.</summary>
    private const uint Mask = 0b000_010_111;

    /// <summary>From now on. On Windows a file inherits what its folder allows.</summary>
    public static void CloseToOthers()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask(Mask);
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
