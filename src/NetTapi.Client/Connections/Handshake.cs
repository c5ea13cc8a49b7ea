using System.Security.Cryptography;
using System.Text;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client.Connections;

/// <summary>From a new connection to a session: the challenge, and the login with its proof (S2–S4).</summary>
internal static class Handshake
{
    public static async Task<NetTapiUser> RunAsync(ClientConnection connection, NetTapiClientOptions options, CancellationToken cancellation)
    {
        var challenge = (Challenge)await connection.AskAsync(new ConnectCommand(), cancellation).ConfigureAwait(false);
        var login = new LoginCommand(options.UserName, Proof(options.Pin, challenge.Value));
        var accepted = (LoginAccepted)await connection.AskAsync(login, cancellation).ConfigureAwait(false);
        return new NetTapiUser(accepted.Uid, accepted.Privileges);
    }

    /// <summary>Lower-case hex of HMAC-SHA-256, its key the PIN, over the challenge; blank without a PIN (S4).</summary>
    public static string Proof(string? pin, string challenge) =>
        string.IsNullOrEmpty(pin)
            ? ""
            : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pin), Encoding.ASCII.GetBytes(challenge)));
}
