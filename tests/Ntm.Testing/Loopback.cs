using System.Net;
using System.Net.Sockets;

namespace Ntm.Testing;

/// <summary>Ports of this machine.</summary>
public static class Loopback
{
    // Below the ports that the system gives to outgoing connections, and apart from those of deploy/local/up.sh.
    private const int First = 10_000;
    private const int Last = 19_999;

    // Held open until this process ends: test projects run side by side.
    private static readonly List<FileStream> Reserved = [];
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "ntm-ports")).FullName;

    /// <summary>A port that nothing listens on and that no other test process is given while this one lives.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (TryReserve(port) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool TryReserve(int port)
    {
        try
        {
            var file = new FileStream(Path.Combine(Folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (Reserved)
            {
                Reserved.Add(file);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
