import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getOperationAST, parse } from 'graphql';
import { type Example, groups } from './examples/index.ts';
import { welcome } from './welcome.ts';

/** Texts that nobody wrote: another example may take their place. */
const OURS = new Set([welcome, ...groups.flatMap(({ examples }) => examples.map(({ query }) => query)), '']);

function ExamplesPanel() {
  const { addTab, stop, setOperationFacts } = useGraphiQLActions();
  const { queryEditor, variableEditor, headerEditor, responseEditor, tabs, activeTabIndex } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor', 'tabs', 'activeTabIndex'),
  );
  const shown = tabs[activeTabIndex]?.query;

  /** Puts it into the editors; what somebody wrote stays in its tab. The headers stay too: whoever needs them needs them for all questions. */
  const open = ({ query, variables }: Example) => {
    stop();
    if (!OURS.has(queryEditor?.getValue() ?? '')) {
      const headers = headerEditor?.getValue();
      addTab();
      headerEditor?.setValue(headers ?? '');
    }
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ? JSON.stringify(variables(), null, 2) : '');
    responseEditor?.setValue('');
    queryEditor?.focus();
    // GraphiQL reads the text again a moment later; who runs it at once would run it under the name of the text before.
    const documentAST = parse(query);
    const operation = getOperationAST(documentAST);
    setOperationFacts({ documentAST, operationName: operation?.name?.value, operations: operation ? [operation] : [] });
  };

  return (
    <section className="examples" aria-label="示例查询 Example queries">
      <h2>
        示例查询 <span lang="en">Example queries</span>
      </h2>
      <p>
        点一个问题填入编辑器，Ctrl-Enter 运行。
        <br />
        <span lang="en">Pick a question; Ctrl-Enter runs it.</span>
      </p>
      {groups.map(({ title: [zh, en], examples }) => (
        <section key={zh}>
          <h3>
            {zh} <span lang="en">{en}</span>
          </h3>
          <ul>
            {examples.map((example) => (
              <li key={example.title[0]}>
                <button type="button" aria-current={shown === example.query} onClick={() => open(example)}>
                  {example.title[0]}
                  <span lang="en">{example.title[1]}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** A list of questions. */
function ExamplesIcon() {
  return (
    <svg viewBox="3 3 18 18" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" aria-hidden="true">
      <path d="M5 6h.01M5 12h.01M5 18h.01M9 6h11M9 12h11M9 18h7" />
    </svg>
  );
}

/** Saved questions in the sidebar. GraphiQL's own label says “Show” before the title. */
export const examplesPlugin: GraphiQLPlugin = { title: '示例查询 Example queries', icon: ExamplesIcon, content: ExamplesPanel };
