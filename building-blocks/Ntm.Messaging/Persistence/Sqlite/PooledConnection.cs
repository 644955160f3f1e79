using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Ntm.Persistence.Sqlite;

/// <summary>
/// The connection of one context: it reads through one of the file's pooled connections, and writes through the only writing one.
/// </summary>
internal sealed class PooledConnection(SqliteFile file, string connection) : DbConnection
{
    private PreparedConnection? physical;
    private bool writes;
    private ConnectionState state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection;
        set => throw new NotSupportedException("A pooled connection stays with its file.");
    }

    public override string Database => "main";

    public override string DataSource { get; } = new SqliteConnectionStringBuilder(connection).DataSource;

    public override string ServerVersion => SqliteVersion;

    public override ConnectionState State => state;

    internal PreparedConnection Physical => physical ??= file.Rent();

    private static string SqliteVersion { get; } = SQLitePCL.raw.sqlite3_libversion().utf8_to_string();

    public override void Open()
    {
        _ = Physical;
        state = ConnectionState.Open;
    }

    public override void Close()
    {
        state = ConnectionState.Closed;
        if (!writes)
        {
            GiveBack();
        }
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("SQLite has one database a connection.");

    internal void BeginWriting(PreparedConnection writer)
    {
        GiveBack();
        (physical, writes) = (writer, true);
    }

    internal void EndWriting() => (physical, writes) = (null, false);

    protected override DbCommand CreateDbCommand() => new PooledCommand(this);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new PooledTransaction(this, Physical.BeginTransaction(isolationLevel));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (physical is { } reader)
        {
            physical = null;
            file.Return(reader);
        }
    }

    private sealed class PooledCommand(PooledConnection connection) : SqliteCommand
    {
        protected override DbTransaction? DbTransaction { get; set; }

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) =>
            connection.Physical.Prepare(this).ExecuteReader(behavior);

        public override int ExecuteNonQuery() => connection.Physical.Prepare(this).ExecuteNonQuery();

        public override object? ExecuteScalar() => connection.Physical.Prepare(this).ExecuteScalar();
    }

    private sealed class PooledTransaction(PooledConnection connection, SqliteTransaction transaction) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => transaction.IsolationLevel;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => transaction.Commit();

        public override void Rollback() => transaction.Rollback();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                transaction.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
