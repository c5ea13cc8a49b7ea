using NetTapi.Server.Configuration;

namespace NetTapi.Server.Hosting;

/// <summary>The server as a program: from start to exit status.</summary>
internal static class ServerProgram
{
    /// <summary>Serves until a signal.</summary>
    public static Task<int> RunAsync(ServerOptions options, bool demo) => throw new NotImplementedException();
}
